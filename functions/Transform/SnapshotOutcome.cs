using Functions.Lake;

namespace Functions.Transform;

/// <summary>The outcome of the transformation of one raw snapshot.</summary>
/// <param name="Marker">The marker of the playlist and day that the processed bucket now has, and with which its tables
/// agree; the marker that was not written, if <see cref="SnapshotTransform.Approves"/> returned false.</param>
/// <param name="Superseded">True if a later snapshot of the same playlist and day was there already, whose tables these
/// are.</param>
internal sealed record SnapshotOutcome(SnapshotMarker Marker, SnapshotReport Report, bool Superseded);

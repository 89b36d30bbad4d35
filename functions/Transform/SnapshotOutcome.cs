using Functions.Lake;

namespace Functions.Transform;

/// <summary>How the transformation of one raw snapshot ended.</summary>
/// <param name="Marker">
/// What the processed bucket now says of the playlist and day, and what its tables agree with; what it would say, where
/// <see cref="SnapshotTransform.Approves"/> said no.
/// </param>
/// <param name="Report">Of the snapshot that <paramref name="Marker"/> names.</param>
/// <param name="Superseded">
/// Whether a later snapshot of the same playlist and day was there already: the tables are of that one.
/// </param>
internal sealed record SnapshotOutcome(SnapshotMarker Marker, SnapshotReport Report, bool Superseded);

using System.Collections.Immutable;

namespace Functions.Lake;

/// <summary>The zones of the lake, for everything that is about all of them: policies, writers, repair and
/// verification.</summary>
public static class Zones
{
    /// <summary>The prefixes of the raw bucket whose manifests start the transformation.</summary>
    public static readonly ImmutableArray<string> Raw = [RawSnapshot.Zone, ImportZone.Prefix];

    /// <summary>The prefixes of the tables in the processed bucket, those of playlists and that of plays.</summary>
    public static readonly ImmutableArray<string> Tables = [.. Lake.Tables.Declared.Select(table => table.Prefix)];

    /// <summary>The beginnings of the keys in the processed bucket that a playlist and day have.</summary>
    public static readonly ImmutableArray<string> OfDays =
        [.. Lake.Tables.All.Select(table => table.Prefix), SnapshotMarker.Prefix, RejectedZone.OfDays];

    /// <summary>The beginnings of the keys in the processed bucket that a month of plays has.</summary>
    public static readonly ImmutableArray<string> OfMonths =
        [Lake.Tables.Plays.Prefix, PlaysMarker.Prefix, RejectedZone.OfMonths];

    /// <summary>The prefixes of the markers in the processed bucket.</summary>
    public static readonly ImmutableArray<string> Markers = [SnapshotMarker.Prefix, PlaysMarker.Prefix];
}

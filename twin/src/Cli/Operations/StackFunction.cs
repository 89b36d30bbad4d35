namespace Twin.Cli.Operations;

/// <summary>The stack's functions.</summary>
internal enum StackFunction
{
    /// <summary>Reads Spotify's present content.</summary>
    Extract,

    /// <summary>Makes tables from raw snapshots, which are never deleted.</summary>
    Transform,

    /// <summary>Makes missing tables, and replays.</summary>
    Repair,
}

namespace Local.Cli.Operations;

/// <summary>The stack's functions.</summary>
internal enum StackFunction
{
    /// <summary>Reads Spotify: what is there at that moment.</summary>
    Extract,

    /// <summary>Makes tables of raw snapshots, which are there for good.</summary>
    Transform,

    /// <summary>Makes what is missing, and replays.</summary>
    Repair,
}

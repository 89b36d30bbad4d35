namespace Bench.Transform;

/// <summary>What a process is started for.</summary>
internal enum Job
{
    /// <summary>Nothing: what it takes to be there.</summary>
    Idle,

    /// <summary>Every token of every page, and nothing done with it.</summary>
    Walk,

    /// <summary>The same, and the hash of every page before.</summary>
    WalkAndHash,

    /// <summary>The transform's reader and all tables.</summary>
    Transform,

    /// <summary>The same without the hashes of the pages.</summary>
    TransformWithoutHash,

    /// <summary>The same tables by DuckDB.</summary>
    DuckDb,
}

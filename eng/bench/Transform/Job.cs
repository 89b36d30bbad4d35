namespace Bench.Transform;

internal enum Job
{
    /// <summary>Nothing: the cost of the process itself.</summary>
    Idle,

    /// <summary>Reads every token of every page, and does nothing with it.</summary>
    Walk,

    /// <summary>Hashes every page, and then does the same.</summary>
    WalkAndHash,

    /// <summary>Makes all tables with the transform's code.</summary>
    Transform,

    /// <summary>The same, without the hashes of the pages.</summary>
    TransformWithoutHash,

    /// <summary>Makes the same tables with DuckDB.</summary>
    DuckDb,
}

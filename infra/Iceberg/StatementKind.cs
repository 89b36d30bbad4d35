namespace Infra.Iceberg;

/// <summary>The occasion on which a statement runs.</summary>
internal enum StatementKind
{
    /// <summary>For each month with days that are due.</summary>
    Merge,

    /// <summary>Once a week, for the whole table.</summary>
    Upkeep,
}

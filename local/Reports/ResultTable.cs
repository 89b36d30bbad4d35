using System.Collections.Immutable;

namespace Local.Reports;

/// <summary>What a query answered, as text.</summary>
/// <param name="Name">The named query's name.</param>
/// <param name="Description">The question that it answers.</param>
/// <param name="Columns">Their names.</param>
/// <param name="Rows">A null is SQL's null.</param>
public sealed record ResultTable(
    string Name,
    string Description,
    ImmutableArray<string> Columns,
    ImmutableArray<ImmutableArray<string?>> Rows);

using System.Collections.Immutable;

namespace Twin.Aws.Athena;

/// <summary>One reading of a table by a statement.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">The columns that the statement needs; null for all.</param>
/// <param name="Ranges">The ranges to which constant conditions bound columns.</param>
internal sealed record TableScan(
    NamedTable Table, ImmutableHashSet<string>? Columns, ImmutableDictionary<string, ValueRange> Ranges)
{
    /// <summary>The range of a column.</summary>
    public ValueRange RangeOf(string column) => Ranges.GetValueOrDefault(column, ValueRange.All);
}

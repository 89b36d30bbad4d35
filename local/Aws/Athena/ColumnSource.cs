using System.Collections.Immutable;

namespace Local.Aws.Athena;

/// <summary>A table of a FROM clause, as columns are looked up in it.</summary>
/// <param name="Name">Its alias or name; empty when it has none.</param>
/// <param name="Columns">
/// The names of its columns, null for one without a name; or null as a whole when they are not known, so that any name
/// may be one of them.
/// </param>
/// <param name="Merged">Those that USING has made one with a column of the other side, so that they are not ambiguous.
/// </param>
internal sealed record ColumnSource(string Name, ImmutableArray<string?>? Columns, ImmutableArray<string> Merged)
{
    public ColumnSource(string name, ImmutableArray<string?>? columns)
        : this(name, columns, [])
    {
    }

    public bool MayHave(string column) => Columns is null || Has(column);

    public bool Has(string column) => Columns?.Contains(column, StringComparer.OrdinalIgnoreCase) == true;

    public bool IsMerged(string column) => Merged.Contains(column, StringComparer.OrdinalIgnoreCase);

    public bool IsNamed(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}

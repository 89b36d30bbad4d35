using System.Collections.Immutable;

namespace Twin.Aws.Athena;

/// <summary>A table of a FROM clause in which columns are resolved.</summary>
/// <param name="Name">The alias or the name; empty if it has none.</param>
/// <param name="Columns">
/// The names of its columns, null for a column without a name; or null as a whole if they are not known, so that any
/// name may be valid.
/// </param>
/// <param name="Merged">
/// The columns that USING has merged with a column of the other side, so that they are not ambiguous.
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

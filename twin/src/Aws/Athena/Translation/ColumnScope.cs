using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena.Translation;

/// <summary>The scope in which the columns of a clause are resolved: the tables of its query, then those of the outer
/// query.</summary>
/// <param name="Sources">The tables.</param>
/// <param name="Outer">The outer scope, or null.</param>
/// <param name="IsOneQuery">True if the outer scope belongs to the same query, not to the outer query.</param>
internal sealed record ColumnScope(
    ImmutableArray<ColumnSource> Sources, ColumnScope? Outer, bool IsOneQuery = false)
{
    /// <summary>The reason why a column's name is not valid, or null if it is.</summary>
    /// <param name="names">The column's name, after its table's and so on if the query names them.</param>
    /// <param name="isCorrelated">True if it is a column of the outer query.</param>
    public string? Refusal(ImmutableArray<string> names, out bool isCorrelated)
    {
        var whole = string.Join('.', names);
        isCorrelated = false;
        for (var scope = this; scope is not null; isCorrelated |= !scope.IsOneQuery, scope = scope.Outer)
        {
            var found = names.Length == 1 ? scope.WithColumn(names[0]) : scope.Qualified(names);
            if (found.Length > 1 && found.Count(source => source.Has(names[0]) && !source.IsMerged(names[0])) > 1)
            {
                return $"AMBIGUOUS_NAME: Column '{whole}' is ambiguous: put one of "
                    + string.Join(", ", found.Select(source => source.Name + ".")) + " before it";
            }
            if (found.Length > 0)
            {
                return null;
            }
        }
        var tables = IsOneQuery ? Outer!.Sources : Sources;
        var near = names.Length == 1 ? tables : [.. tables.Where(source => source.IsNamed(names[^2]))];
        var columns = near.SelectMany(source => source.Names).Distinct().ToList();
        var suggestion = near.IsEmpty
            ? NameSuggestion.Format(whole, tables.Select(source => $"{source.Name}.{names[^1]}"))
            : NameSuggestion.Format(names[^1], columns);
        return $"COLUMN_NOT_FOUND: Column '{whole}' cannot be resolved"
            + (suggestion.Length > 0 || columns.Count > 0 ? "." + suggestion : "")
            + (columns.Count > 0 ? " There are: " + string.Join(", ", columns) : "");
    }

    /// <summary>A column; null if it is not known.</summary>
    public SourceColumn? Find(ImmutableArray<string> names) =>
        (names.Length == 1 ? WithColumn(names[0]) : Qualified(names)) is [{ Columns: { } columns }]
            ? columns.FirstOrDefault(column => column.IsNamed(names[^1]))
            : null;

    private ImmutableArray<ColumnSource> WithColumn(string column) =>
        [.. Sources.Where(source => source.MayHave(column))];

    /// <summary>The table that a column name is qualified by; or the table with the column whose field it is.</summary>
    private ImmutableArray<ColumnSource> Qualified(ImmutableArray<string> names)
    {
        var found = Sources.FirstOrDefault(source => source.IsNamed(names[^2]) && source.MayHave(names[^1]))
            ?? Sources.FirstOrDefault(source => source.Has(names[0]));
        return found is null ? [] : [found];
    }
}

/// <summary>A table of a FROM clause in which columns are resolved.</summary>
/// <param name="Name">The alias or the name; empty if it has none.</param>
/// <param name="Columns">Its columns; or null as a whole if they are not known, so that any name may be valid.</param>
/// <param name="Merged">The columns that USING has merged with a column of the other side, so that they are not
/// ambiguous.</param>
internal sealed record ColumnSource(
    string Name, ImmutableArray<SourceColumn>? Columns, ImmutableArray<string> Merged)
{
    public ColumnSource(string name, ImmutableArray<SourceColumn>? columns)
        : this(name, columns, [])
    {
    }

    /// <summary>The names of the columns that have one.</summary>
    public IEnumerable<string> Names => (Columns ?? []).Select(column => column.Name).OfType<string>();

    public bool MayHave(string column) => Columns is null || Has(column);

    public bool Has(string column) => Columns?.Any(own => own.IsNamed(column)) == true;

    public bool IsMerged(string column) => Merged.Contains(column, StringComparer.OrdinalIgnoreCase);

    public bool IsNamed(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A column of a table of a FROM clause.</summary>
/// <param name="Name">The name; null if it has none.</param>
/// <param name="Type">The catalog's type; null if it is not known.</param>
/// <param name="Kind">The kind of the type of a column that a query computes; null if it is not known.</param>
internal readonly record struct SourceColumn(string? Name, string? Type = null, OperandKind? Kind = null)
{
    public bool IsNamed(string name) => name.Equals(Name, StringComparison.OrdinalIgnoreCase);
}

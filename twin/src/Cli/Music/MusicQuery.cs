using System.Collections.Immutable;

namespace Twin.Cli.Music;

/// <param name="Rows">The rows as text; null for SQL's NULL.</param>
internal sealed record MusicQuery(
    string Name,
    string Question,
    string? Sql,
    ImmutableArray<string> Columns,
    ImmutableArray<ImmutableArray<string?>> Rows)
{
    public IEnumerable<MusicRow> Values => Rows.Select(row => new MusicRow(this, row));

    public ImmutableArray<string> Lacking(IEnumerable<string> needed) => [.. needed.Except(Columns)];
}

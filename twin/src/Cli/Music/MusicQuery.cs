using System.Collections.Immutable;

namespace Twin.Cli.Music;

/// <summary>A named query and its result.</summary>
/// <param name="Name">The query's name.</param>
/// <param name="Question">The question that it answers.</param>
/// <param name="Sql">Its SQL; null if nobody knows it.</param>
/// <param name="Columns">The columns' names.</param>
/// <param name="Rows">The rows as text; null for SQL's NULL.</param>
internal sealed record MusicQuery(
    string Name,
    string Question,
    string? Sql,
    ImmutableArray<string> Columns,
    ImmutableArray<ImmutableArray<string?>> Rows)
{
    /// <summary>The rows with their values by column.</summary>
    public IEnumerable<MusicRow> Values => Rows.Select(row => new MusicRow(this, row));

    /// <summary>The columns among <paramref name="needed"/> that the result does not have.</summary>
    public ImmutableArray<string> Lacking(IEnumerable<string> needed) => [.. needed.Except(Columns)];
}

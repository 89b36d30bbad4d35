using Twin.Cli.Charts;

namespace Twin.Cli.Music;

internal sealed record MusicSection(
    string Query, string Title, ImmutableArray<string> Columns, Func<MusicQuery, IEnumerable<Figure>> Figures)
{
    /// <summary>The columns that most queries share.</summary>
    public const string Playlist = "playlist";

    public const string PlaylistId = "playlist_id";

    public const string Day = "snapshot_date";

    public static ImmutableArray<MusicSection> All { get; } = [.. MusicGroup.All.SelectMany(group => group.Sections)];
}

internal static class MusicPart
{
    public const string QueriesId = "queries";

    private const int RowsShown = 25;
    private const int MostOfOthers = 90_000;

    /// <param name="sections">The sections that are shown even without a result.</param>
    /// <param name="results">A sentence on the place of all rows.</param>
    public static void Write(
        MarkupWriter page, ImmutableArray<MusicQuery> queries, ImmutableArray<MusicSection> sections, string results)
    {
        var names = new PlaylistLabels(queries);
        var byName = queries.GroupBy(query => query.Name)
            .ToDictionary(query => query.Key, query => names.Apply(query.First()));
        foreach (var group in MusicGroup.Shown(queries, sections))
        {
            page.Append(Written(group, byName));
        }

        var others = queries.ExceptBy(MusicSection.All.Select(section => section.Query), query => query.Name).ToList();
        if (others.Count > 0)
        {
            page.Append(Written(others, results));
        }
    }

    private static MarkupWriter Written(MusicGroup group, Dictionary<string, MusicQuery> queries)
    {
        var part = new MarkupWriter(group.Most);
        part.Begin("section", ("aria-labelledby", group.Id)).Element("h2", group.Title, ("id", group.Id)).Break();
        if (group.Id == MusicGroup.Changes.Id)
        {
            LatestChanges.Write(part, LatestChanges.Read(queries));
        }

        if (group.Sections.IsEmpty)
        {
            part.Element("p", group.Empty!).Break();
        }

        foreach (var section in group.Sections)
        {
            Write(part, section, queries.GetValueOrDefault(section.Query));
        }

        return part.End().Break();
    }

    private static MarkupWriter Written(List<MusicQuery> others, string results)
    {
        var part = new MarkupWriter(MostOfOthers);
        part.Begin("section", ("aria-labelledby", QueriesId))
            .Element("h2", "Other named queries", ("id", QueriesId)).Break();
        foreach (var query in others.OrderBy(query => query.Name, StringComparer.Ordinal)
            .TakeWhile(_ => part.Room > 0))
        {
            part.Element("h3", query.Name).Element("p", query.Question).Break();
            Rows(part, query, results);
            Sql(part, query);
        }

        return part.End().Break();
    }

    private static void Write(MarkupWriter page, MusicSection section, MusicQuery? query)
    {
        page.Element("h3", section.Title, ("id", PlaylistFigures.IdOf(section.Query))).Break();
        if (query is null)
        {
            page.Element(
                "p",
                $"There is no result of the named query {section.Query}, so its chart is left out.",
                ("class", "lead"));
            return;
        }

        page.Begin("p", ("class", "lead"))
            .Text($"{query.Question} Named query ").Element("code", query.Name).End().Break();
        if (query.Rows.IsEmpty)
        {
            page.Element("p", "The query returned no rows, so there is nothing to draw.");
        }
        else if (query.Lacking(section.Columns) is { IsEmpty: false } lacking)
        {
            page.Element(
                "p",
                $"The result has no column {string.Join(", ", lacking)}: another version of the query made it. Its "
                + "chart is left out.");
            Rows(page, query, "");
        }
        else
        {
            Figures(page, section, query);
        }

        Sql(page, query);
    }

    private static void Figures(MarkupWriter page, MusicSection section, MusicQuery query)
    {
        var figures = section.Figures(query).ToList();
        foreach (var figure in figures)
        {
            figure.WriteTo(page);
        }

        if (figures.Count == 0)
        {
            page.Element("p", "The rows have nothing to draw.");
        }
        else if (figures.Count >= PlaylistFigures.MaxCount && PlaylistFigures.LeftOut(query) is > 0 and var others)
        {
            page.Element(
                "p",
                $"The first {PlaylistFigures.MaxCount} playlists by name are drawn. The query has "
                + $"{PlaylistFigures.Count(others, "more playlist")}.");
        }
    }

    private static void Rows(MarkupWriter page, MusicQuery query, string results)
    {
        if (query.Rows.IsEmpty)
        {
            page.Element("p", "No rows.");
            return;
        }

        new DataTable(
            query.Name,
            query.Columns,
            PlaylistFigures.CellsOf([.. query.Values.Take(RowsShown)], query.Columns))
        {
            Of = query.Rows.Length,
            Elsewhere = results,
        }.WriteFoldedTo(page, PlaylistFigures.Count(query.Rows.Length, "row"));
    }

    // The SQL is to be copied, so a click on it or the keyboard selects all of it.
    private static void Sql(MarkupWriter page, MusicQuery query)
    {
        if (query.Sql is { } sql)
        {
            page.TryAppend(new MarkupWriter()
                .Begin("details").Begin("summary").Text("SQL of ").Element("code", query.Name).End()
                .Begin("pre", ("class", "sql"), ("tabindex", "0"), ("role", "region"),
                    ("aria-label", $"SQL of {query.Name}"))
                .Begin("code").Lines(sql).End().End().End().Break());
        }
    }
}

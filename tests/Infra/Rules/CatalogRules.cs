namespace Tests.Infra.Rules;

/// <summary>Rules for the tables of the catalog, and for the crawler that registers their partitions.</summary>
public sealed class CatalogRules
{
    private const string Songs = "spotify-prod-songs";
    private const string Crawler = "spotify-prod-crawler";

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_table_is_declared_with_its_columns_and_their_comments(string stack) =>
        StackRule.Holds(stack, IsNoneOfTheLakes);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_table_projects_its_days_or_months_onto_its_keys(string stack) =>
        StackRule.Holds(stack, ProjectsOtherDays);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task The_crawler_registers_partitions_of_all_tables_of_playlists_and_changes_no_table(string stack) =>
        StackRule.Holds(stack, CrawlsOtherwise);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task No_role_may_change_a_table(string stack) => StackRule.Holds(stack, MayChangeTables);

    [Theory]
    [InlineData("glue:UpdateTable")]
    [InlineData("glue:*")]
    public Task A_role_that_may_change_a_table_is_found(string action) => StackRule.Finds(
        MayChangeTables,
        stack => stack.With(
            ResourceTypes.RolePolicy, Crawler, policy => policy.Replace("policy", "glue:GetTables", action)),
        Crawler);

    [Fact]
    public async Task A_missing_table_is_found() => Assert.Equal(
        ["songs"], IsNoneOfTheLakes((await Stacks.Load("prod")).Without(ResourceTypes.CatalogTable, "songs")));

    [Theory]
    [InlineData("storageDescriptor/columns/0/name", "name")]
    [InlineData("storageDescriptor/columns/3/type", "int")]
    [InlineData("storageDescriptor/columns/3/comment", null)]
    [InlineData("partitionKeys/0/name", "day")]
    [InlineData("storageDescriptor/location", "s3://spotify-prod-processed/albums/")]
    [InlineData("databaseName", "default")]
    public Task A_table_with_other_columns_or_files_is_found(string path, string? value) =>
        Finds(IsNoneOfTheLakes, path, value);

    [Theory]
    [InlineData("projection.enabled", "false")]
    [InlineData("projection.snapshot_date.type", "integer")]
    [InlineData("projection.snapshot_date.format", "yyyy-MM")]
    [InlineData("projection.snapshot_date.range", "NOW,2026-11-01")]
    [InlineData("storage.location.template", "s3://spotify-prod-processed/songs/${snapshot_date}/")]
    [InlineData("storage.location.template", null)]
    public Task A_table_that_projects_other_days_is_found(string parameter, string? value) =>
        Finds(ProjectsOtherDays, $"parameters/{parameter}", value);

    [Theory]
    [InlineData("range", "2026-11,NOW")]
    [InlineData("format", "yyyy-MM-dd")]
    [InlineData("interval", null)]
    [InlineData("interval.unit", "DAYS")]
    public Task A_table_that_projects_other_months_is_found(string parameter, string? value) => StackRule.Finds(
        ProjectsOtherDays,
        stack => stack.With(
            ResourceTypes.CatalogTable,
            "plays",
            table => table.Set($"parameters/projection.played_month.{parameter}", value)),
        "spotify-prod-plays");

    [Theory]
    [InlineData("catalogTargets/0/tables/6", "playlists")]
    [InlineData("catalogTargets/0/tables/6", "plays")]
    [InlineData("catalogTargets/0/databaseName", "default")]
    [InlineData("schemaChangePolicy/updateBehavior", "UPDATE_IN_DATABASE")]
    [InlineData("schemaChangePolicy/updateBehavior", null)]
    [InlineData("schedule", null)]
    [InlineData("schemaChangePolicy/deleteBehavior", "DEPRECATE_IN_DATABASE")]
    [InlineData("schemaChangePolicy/deleteBehavior", null)]
    [InlineData("configuration", """{"Version":1.0}""")]
    public Task A_crawler_that_has_other_tables_or_changes_them_is_found(string path, string? value) =>
        StackRule.Finds(
            CrawlsOtherwise,
            stack => stack.With(ResourceTypes.Crawler, Crawler, crawler => crawler.Set(path, value)),
            Crawler);

    [Fact]
    public Task A_crawler_with_a_table_level_is_found() => StackRule.Finds(
        CrawlsOtherwise,
        stack => stack.With(ResourceTypes.Crawler, Crawler, crawler => crawler.Replace(
            "configuration", "\"Grouping\":{", "\"Grouping\":{\"TableLevelConfiguration\":2,")),
        Crawler);

    private static Task Finds(Func<DeclaredStack, IEnumerable<string>> rule, string path, string? value) =>
        StackRule.Finds(
            rule,
            stack => stack.With(ResourceTypes.CatalogTable, "songs", table => table.Set(path, value)),
            Songs);

    private static IEnumerable<string> IsNoneOfTheLakes(DeclaredStack stack)
    {
        var declared = stack.FileTables().ToList();
        var missing = Tables.Declared
            .Where(table => !declared.Exists(found => found.PhysicalName == table.Name))
            .Select(table => table.Name);
        return declared.Where(found => !IsAlike(found)).Select(found => found.Title).Concat(missing);

        bool IsAlike(DeclaredResource found) =>
            Tables.Declared.FirstOrDefault(table => table.Name == found.PhysicalName) is { } table
            && stack.Named(ResourceTypes.CatalogDatabase, found.Text("databaseName")) is not null
            && found.Text("storageDescriptor.location") == LocationOf(stack, table)
            && Columns(found, "storageDescriptor.columns")
                .SequenceEqual(table.Schema.Select(column => (column.Name, (string?)"string", (string?)column.Comment)))
            && Columns(found, "partitionKeys") is [var (key, type, comment)]
            && (key, type, comment) == (table.Partition.Column, "string", table.Partition.Comment);
    }

    private static IEnumerable<string> ProjectsOtherDays(DeclaredStack stack) =>
        from found in stack.FileTables()
        let table = Tables.Declared.Single(table => table.Name == found.PhysicalName)
        let isOfMonths = table == Tables.Plays
        let column = table.Partition.Column
        let parameters = found.Map("parameters")
        let first = isOfMonths ? PlayedMonth.First.ToString() : "2026-11-01"
        let key = isOfMonths
            ? table.Key(new PlayedMonth(2026, 11), TableFormat.Csv)
            : table.Key(new DateOnly(2026, 11, 21), "plays")
        where parameters.GetValueOrDefault("projection.enabled") != "true"
            || parameters.GetValueOrDefault($"projection.{column}.type") != "date"
            || parameters.GetValueOrDefault($"projection.{column}.format") != (isOfMonths ? "yyyy-MM" : "yyyy-MM-dd")
            || parameters.GetValueOrDefault($"projection.{column}.range") != $"{first},NOW"
            || (parameters.GetValueOrDefault($"projection.{column}.interval"),
                parameters.GetValueOrDefault($"projection.{column}.interval.unit"))
                != (isOfMonths ? ("1", "MONTHS") : (null, null))
            || parameters.GetValueOrDefault("storage.location.template")?.Replace(
                $"${{{column}}}", isOfMonths ? "2026-11" : "2026-11-21", StringComparison.Ordinal) is not { } folder
            || LocationOf(stack, table) + key[table.Prefix.Length..] != $"{folder}plays.csv"
        select found.Title;

    private static IEnumerable<string> CrawlsOtherwise(DeclaredStack stack)
    {
        // Only the publication reads the plays, by Athena's projection.
        var all = stack.FileTables()
            .Where(table => table.PhysicalName != Tables.Plays.Name)
            .Select(table => (table.Text("databaseName"), table.PhysicalName))
            .ToHashSet();
        return from crawler in stack.OfType(ResourceTypes.Crawler)
               let targets = crawler.Parts("catalogTargets").SelectMany(target =>
                   target.Texts("tables").Select(table => (target.Text("databaseName"), table)))
               where !all.SetEquals(targets)
                   || !crawler.Has("schedule")
                   || crawler.OptionalText("schemaChangePolicy.updateBehavior") != "LOG"
                   || crawler.OptionalText("schemaChangePolicy.deleteBehavior") != "LOG"
                   || !JsonElement.DeepEquals(JsonElement.Parse(crawler.Text("configuration")), PartitionsOnly)
               select crawler.Title;
    }

    // A change of an Iceberg table is a change in the catalog: only the publication makes them.
    private static IEnumerable<string> MayChangeTables(DeclaredStack stack) =>
        from found in RoleStatements.From(stack)
        where !found.Statement.Actions.SequenceEqual(["glue:UpdateTable"])
            || found.Statement.Resources!.Any(resource =>
                resource.Contains(":table/", StringComparison.Ordinal)
                && !AnalyticsTables.All.Any(table => resource.EndsWith($"/{table.Name}", StringComparison.Ordinal)))
        where found.Statement.Actions.Any(pattern =>
            pattern.StartsWith("glue:", StringComparison.Ordinal)
            && (pattern.Contains('*', StringComparison.Ordinal)
                || (pattern.Contains("Table", StringComparison.Ordinal)
                    && !pattern.StartsWith("glue:Get", StringComparison.Ordinal))))
        select found.Role.Title;

    // Glue adds the grouping to catalog targets itself, and makes an index of partitions by default.
    private static JsonElement PartitionsOnly => JsonElement.Parse("""
        {
          "Version": 1.0,
          "Grouping": { "TableGroupingPolicy": "CombineCompatibleSchemas" },
          "CrawlerOutput": { "Partitions": { "AddOrUpdateBehavior": "InheritFromTable" } },
          "CreatePartitionIndex": false
        }
        """);

    private static string LocationOf(DeclaredStack stack, Table table) =>
        $"s3://{stack.OfType(ResourceTypes.CatalogDatabase).Single().PhysicalName.Replace('_', '-')}-processed/"
        + table.Prefix;

    private static List<(string Name, string? Type, string? Comment)> Columns(DeclaredResource table, string path) =>
    [
        .. table.Parts(path).Select(column =>
            (column.Text("name"), column.OptionalText("type"), column.OptionalText("comment"))),
    ];
}

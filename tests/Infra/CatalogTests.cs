using Infra.Settings;
using Tests.Infra.Rules;

namespace Tests.Infra;

public class CatalogTests
{
    [Fact]
    public async Task The_tables_read_CSV_as_the_functions_write_it()
    {
        var stack = await Stacks.Load("dev");

        Assert.All(stack.FileTables(), table =>
        {
            Assert.Equal(
                "org.apache.hadoop.hive.serde2.OpenCSVSerde",
                table.Text("storageDescriptor.serDeInfo.serializationLibrary"));
            Assert.Equal(
                new Dictionary<string, string>
                {
                    ["separatorChar"] = ",",
                    ["quoteChar"] = "\"",
                    ["escapeChar"] = "\\",
                },
                table.Map("storageDescriptor.serDeInfo.parameters"));
            // Otherwise a table with only strings has its header as a row.
            Assert.Equal("1", table.Map("parameters")["skip.header.line.count"]);
            Assert.Equal("csv", table.Map("parameters")["classification"]);
        });
    }

    [Fact]
    public async Task The_tables_read_each_JSON_line_as_a_row()
    {
        var stack = await JsonStackAsync();

        Assert.All(stack.FileTables(), table =>
        {
            Assert.Equal(
                "org.openx.data.jsonserde.JsonSerDe", table.Text("storageDescriptor.serDeInfo.serializationLibrary"));
            Assert.Empty(table.Map("storageDescriptor.serDeInfo.parameters"));
            Assert.DoesNotContain("skip.header.line.count", table.Map("parameters").Keys);
            Assert.Equal("json", table.Map("parameters")["classification"]);
        });
    }

    [Fact]
    public async Task The_configured_first_day_reaches_the_tables_and_the_functions()
    {
        var stack = await LoadAsync(KeyValuePair.Create(KnownSettings.FirstDay.Key, "2026-10-03"));

        Assert.All(stack.FileTables().Where(table => table.PhysicalName != Tables.Plays.Name), table => Assert.Equal(
            "2026-10-03,NOW", table.Map("parameters")["projection.snapshot_date.range"]));
        Assert.Equal(
            ["spotify-dev-extract", "spotify-dev-publish", "spotify-dev-repair"],
            stack.OfType(ResourceTypes.Function)
                .Where(function => function.Map("environment.variables").GetValueOrDefault(ExtractEnvironment.FirstDay)
                    == "2026-10-03")
                .Select(function => function.PhysicalName)
                .Order());
    }

    [Fact]
    public void Comments_are_at_most_255_characters_long() => Assert.All(
        Tables.Declared.SelectMany(table => table.Schema), column => Assert.InRange(column.Comment.Length, 1, 255));

    [Theory]
    [InlineData("csv", ".jsonl")]
    [InlineData("jsonl", ".csv")]
    public async Task The_functions_use_one_format_and_may_delete_only_the_other(string format, string other)
    {
        var stack = format == "csv" ? await Stacks.Load("dev") : await JsonStackAsync();

        var users = stack.OfType(ResourceTypes.Function)
            .Where(function => function.Map("environment.variables").ContainsKey(TransformEnvironment.TableFormat))
            .ToList();
        Assert.Equal(
            ["spotify-dev-publish", "spotify-dev-repair", "spotify-dev-transform"],
            users.Select(found => found.PhysicalName).Order());
        Assert.All(users, function => Assert.Equal(
            format, function.Map("environment.variables")[TransformEnvironment.TableFormat]));
        var deleting = RoleStatements.From(stack)
            .Where(found => found.Statement.Actions.Contains("s3:DeleteObject"))
            // The publication deletes files of the analytics tables, and days that are kept no longer.
            .Where(found => !found.Role.PhysicalName.Contains("-publish", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(
            ["spotify-dev-repair", "spotify-dev-spark", "spotify-dev-transform"],
            deleting.Select(found => found.Role.PhysicalName).Order());
        Assert.All(deleting, found => Assert.Equal(
            Tables.Declared.Select(table => $"arn:aws:s3:::spotify-dev-processed/{table.Name}/*{other}")
                .Order(StringComparer.Ordinal),
            found.Statement.Resources!.Order(StringComparer.Ordinal)));
    }

    private static Task<DeclaredStack> JsonStackAsync() =>
        LoadAsync(KeyValuePair.Create(KnownSettings.TableFormat.Key, "jsonl"));

    private static Task<DeclaredStack> LoadAsync(params KeyValuePair<string, string>[] settings) =>
        StackLoader.LoadAsync(
            StackConfiguration.Read(PulumiProject.Folder, "dev")
                .WithSecrets(Stacks.ClientSecret, Stacks.RefreshToken)
                .With(settings));
}

using Infra.Queries;
using Infra.Settings;
using Twin.Aws.CloudWatch;
using Twin.Cli.Commands;
using Twin.Cli.Documents;
using Twin.Cli.Terminal;

namespace Eng.Tests.Documentation;

public sealed partial class PageContentTests
{
    [Fact]
    public void The_page_on_configuration_has_the_table_of_all_settings()
    {
        var (place, page) = (SettingsDocument.Place, Page.Get(SettingsDocument.Place.FileName));

        Assert.True(
            place.In(page.Text, SettingsDocument.Table(KnownSettings.All)) == page.Text,
            $"The table of {place.FileName} is not what the settings are. Run: {place.Command}");
    }

    [Fact]
    public void A_setting_is_a_row_with_its_default_and_its_meaning() => Assert.Equal(
        "| setting | default | meaning |\n|---|---|---|\n"
        + "| `a` | `1` | one \\| two |\n| `b` | empty | three |\n| `c` | must be set | four |\n"
        + "| `d` | must be set, with `--secret` | five |\n",
        SettingsDocument.Table(
        [
            new Setting("a", "integer", "1", "one | two"),
            new Setting("b", "string", "", "three"),
            new Setting("c", "string", null, "four"),
            new Setting("d", "string", null, "five") { Secret = true },
        ]));

    [Fact]
    public void The_page_on_data_has_each_table_with_its_columns() => Assert.Equal(
        Tables.Declared.Select(table => $"`{table.Name}`: {string.Join(", ", table.Columns)}"),
        Page.Get("docs/data.md").Rows("| table | columns |").Select(row => $"{row[0]}: {row[1]}"));

    [Fact]
    public void The_page_on_data_has_the_meaning_of_each_column_whose_name_does_not_tell_it() => Assert.Equal(
        Tables.Declared.SelectMany(table => table.Schema)
            .Where(column => column.Name == "snapshot_id"
                || !(column.Name is "name" or "url" || column.Name.EndsWith("_id", StringComparison.Ordinal)))
            .Distinct()
            .OrderBy(column => column.Comment, StringComparer.Ordinal),
        Page.Get("docs/data.md").Rows("| column | meaning |")
            .Select(row => new TableColumn(row[0].Trim('`'), row[1]))
            .OrderBy(column => column.Comment, StringComparer.Ordinal));

    [Fact]
    public void The_page_on_data_has_the_prefix_of_each_zone()
    {
        var keys = Page.Get("docs/data.md").Rows("| zone | bucket | key |").Select(row => row[2]).ToList();

        Assert.All(
            (string[])
            [
                .. Zones.Raw, PlaysZone.Prefix, StateZone.Prefix, PlaylistList.Key, .. Zones.Markers,
                RejectedZone.Prefix, ReplayZone.Prefix,
            ],
            prefix => Assert.Contains(keys, key => key.StartsWith($"`{prefix}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_page_on_data_has_the_move_of_raw_pages_to_another_storage_class() => Assert.Equal(
        [Page.Get("docs/data.md").Text.Split("* Pages get cheaper. ")[1].Split(',')[0]],
        from lifecycle in (await Stacks.Load("prod")).OfType(ResourceTypes.BucketLifecycle)
        from rule in lifecycle.Parts("rules")
        from move in rule.Parts("transitions")
        group move by $"After {move.Number("days")} days S3 moves those of more than "
            + $"{rule.Number("filter.and.objectSizeGreaterThan") / 1024} KB to `{move.Text("storageClass")}`"
        into same
        select same.Key);

    [Fact]
    public void The_page_on_queries_has_each_named_query_with_what_it_tells() => Assert.Equal(
        QueryFile.All.Select(query => ($"`{query.Name}`", query.Description)).Order(),
        Page.Get("docs/query.md").Rows("| named query | what it tells |").Select(row => (row[0], row[1])).Order());

    [Theory, MemberData(nameof(Stacks.Daily), MemberType = typeof(Stacks))]
    public async Task The_page_on_operation_has_each_alarm(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.Equal(
            stack.OfType(CloudWatchResources.MetricAlarm)
                .Select(alarm => alarm.PhysicalName.Replace($"spotify-{stackName}-", "", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
            Page.Get("docs/operate.md").Rows("| alarm | rings when |")
                .SelectMany(row => Page.SpansIn(row[0]))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_on_the_twin_has_each_option_of_run() => Assert.Equal(
        RunCommand.Create(CommandContext.OfProcess()).Options
            .Select(option => option.Name)
            .Where(name => name.StartsWith("--", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
        Page.Get("twin/README.md").Rows("| option of `run` | meaning |")
            .SelectMany(row => Page.SpansIn(row[0]))
            .Select(option => option.Split(' ')[0])
            .Distinct()
            .Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_on_security_names_tests_that_exist()
    {
        var named = Page.Get("docs/security.md").CodeSpans
            .Select(span => TestName().Match(span))
            .Where(name => name.Success)
            .ToList();

        Assert.NotEmpty(named);
        Assert.Empty(
            from name in named
            let methods = TestMethods.Of(name.Groups["type"].Value)
            where methods.IsEmpty
                || (name.Groups["method"].Success && !methods.Contains(name.Groups["method"].Value))
            select name.Value);
    }

    [GeneratedRegex("^(?<type>\\w+(Tests|Rules))(\\.(?<method>\\w+))?$")]
    private static partial Regex TestName();
}

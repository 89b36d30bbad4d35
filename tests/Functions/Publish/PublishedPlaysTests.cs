using Functions.Publish;
using static Tests.Functions.Publish.PublicationLake;

namespace Tests.Functions.Publish;

/// <summary>The months of plays that are published, by the real handler with the twin's S3.</summary>
public sealed class PublishedPlaysTests
{
    private static readonly PlayedMonth February = new(2025, 2);
    private static readonly PlayedMonth October = new(2025, 10);

    [Fact]
    public async Task Due_months_are_grouped_by_year_beside_the_days()
    {
        await using var lake = await StartAsync(new(2008, 10), February, October);
        await lake.StoreAsync(One, Day);

        var plan = await lake.PublishAsync();

        Assert.Equal(
            "1 day due, 2026-11-21 to 2026-11-21; 3 months of plays due, 2008-10 to 2025-10", plan.Because);
        Assert.Equal(
            ["2008-10-01 2008-10-31 2008-10 2008-10", "2025-02-01 2025-10-31 2025-02 2025-10"],
            plan.Plays.Select(year => string.Create(
                CultureInfo.InvariantCulture,
                $"{year.FirstDay:yyyy-MM-dd} {year.LastDay:yyyy-MM-dd} {year.FirstMonth} {year.LastMonth}")));
        Assert.Equal(["2025-02", "2025-10"], plan.Plays[1].Months.Keys);
        Assert.Single(plan.Parts);
        Assert.Equal(PublicationReport.Nothing, (await lake.PlanAsync()).Next);
    }

    [Fact]
    public async Task A_month_is_due_if_the_bytes_of_its_file_change_and_not_if_only_its_marker_does()
    {
        await using var lake = await StartAsync(February, October);
        await lake.PublishAsync();

        await lake.StorePlaysAsync(February, "plays", "imports/month=2025-02/a/manifest.json");
        var marked = await lake.PublishAsync();
        await lake.StorePlaysAsync(October, "other plays");
        var changed = await lake.PublishAsync();

        Assert.Equal(PublicationReport.Nothing, marked.Next);
        Assert.Empty(changed.Parts);
        Assert.Equal(["2025-10"], Assert.Single(changed.Plays).Months.Keys);
    }

    [Fact]
    public async Task A_month_whose_file_is_gone_is_published_once_more()
    {
        await using var lake = await StartAsync(February);
        await lake.PublishAsync();
        await lake.Snapshots.DeleteAsync(Tables.Plays.Key(February, TableFormat.Csv));

        var emptied = await lake.PublishAsync();

        Assert.Equal([KeyValuePair.Create("2025-02", "")], Assert.Single(emptied.Plays).Months);
        Assert.DoesNotContain("2025-02", await lake.TextAsync(StateZone.Publication), StringComparison.Ordinal);
        Assert.Equal(PublicationReport.Nothing, (await lake.PlanAsync()).Next);
    }

    [Fact]
    public async Task A_state_from_before_the_plays_keeps_its_days_and_forgotten_months_are_due_again()
    {
        await using var lake = await StartAsync();
        await lake.StoreAsync(One, Day);
        await lake.PublishAsync();
        var before = (await lake.TextAsync(StateZone.Publication)).Replace("""
            ,
              "months": {}
            """, "", StringComparison.Ordinal);
        await lake.Snapshots.PutAsync(TwinLake.Raw, StateZone.Publication, Encoding.UTF8.GetBytes(before));
        await lake.StorePlaysAsync(October, "plays");

        var plan = await lake.PublishAsync();
        var forgotten = await lake.ForgetAsync();

        Assert.DoesNotContain("months", before, StringComparison.Ordinal);
        Assert.Empty(plan.Parts);
        Assert.Single(plan.Plays);
        Assert.Equal("1 day and 1 month of plays forgotten: all are due again", forgotten.Because);
        Assert.Equal("2025-10", Assert.Single((await lake.PlanAsync()).Plays).FirstMonth);
    }

    [Theory]
    [InlineData("imports/month=2025-02/hash/manifest.json")]
    [InlineData("raw/plays/played_month=2025-02/2025-03-01T06h00m00Z/manifest.json")]
    public async Task A_plan_waits_until_a_marker_lists_the_manifest(string manifest)
    {
        await using var lake = await StartAsync();
        var request = await lake.RequestAsync([manifest, "imports/another.json"]);

        var without = await lake.PlanAsync(request);
        await lake.StorePlaysAsync(February, "plays", "imports/month=2025-02/other/manifest.json");
        var ofOthers = await lake.PlanAsync(request);
        await lake.StorePlaysAsync(February, "plays", "imports/month=2025-02/other/manifest.json", manifest);

        Assert.Equal(PublicationReport.Wait, without.Next);
        Assert.Equal($"1 of 2 manifests have no tables yet, the first is {manifest}", ofOthers.Because);
        Assert.Equal(PublicationReport.Publish, (await lake.PlanAsync(request)).Next);
    }

    private static async Task<PublicationLake> StartAsync(params IReadOnlyList<PlayedMonth> months)
    {
        var lake = await PublicationLake.StartAsync();
        foreach (var month in months)
        {
            await lake.StorePlaysAsync(month, "plays");
        }

        return lake;
    }
}

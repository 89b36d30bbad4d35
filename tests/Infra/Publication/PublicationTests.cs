using System.Collections.Immutable;
using Infra.Publication;

namespace Tests.Infra.Publication;

/// <summary>The rows of the analytics tables after the merges.</summary>
[Collection(PulumiDeployments.Name)]
public sealed class PublicationTests
{
    private const int Seed = 20261122;
    private static readonly DateOnly First = new(2026, 11, 1);

    [Fact]
    public async Task A_month_is_published_as_its_snapshots_are()
    {
        var snapshots = SyntheticLake.Of(Seed, First, days: 35, playlists: 4, entries: 16);
        await using var lake = await PublishedLake.StartAsync(First.AddDays(34));
        lake.Write(snapshots);

        await lake.PublishAsync(First, First.AddDays(34));

        await ExpectAsync(snapshots, lake);
    }

    private static async Task ExpectAsync(IEnumerable<PlayedSnapshot> snapshots, PublishedLake lake)
    {
        var expected = new ExpectedLake(snapshots);
        foreach (var table in AnalyticsTables.All)
        {
            Assert.Equal(expected.Table(table.Name), await lake.TableAsync(table));
        }
    }
}

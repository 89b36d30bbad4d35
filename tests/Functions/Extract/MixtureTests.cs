namespace Tests.Functions.Extract;

/// <summary>Random faults together: each playlist ends complete and exact, or is reported with its true
/// reason.</summary>
public sealed class MixtureTests(ITestOutputHelper output)
{
    private const int Seeds = 30;
    private const int Days = 4;

    [Fact]
    public async Task Every_playlist_ends_complete_and_exact_or_is_named_with_its_true_reason()
    {
        var kinds = new Dictionary<OutcomeKind, int>();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            output.WriteLine($"seed {seed}");
            using var mixture = new Mixture(new Random(seed));
            for (var day = 0; day < Days; day++)
            {
                await foreach (var kind in mixture.LiveADayAsync())
                {
                    kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                }
            }

            await mixture.CalmDownAsync();
        }

        output.WriteLine(string.Join(", ", kinds.OrderBy(pair => pair.Key)));
        Assert.All(
            [
                OutcomeKind.Complete, OutcomeKind.Unchanged, OutcomeKind.Waiting, OutcomeKind.NotFound,
                OutcomeKind.NotOwned, OutcomeKind.PremiumRequired, OutcomeKind.ChangedWhileReading, OutcomeKind.Failed,
            ],
            kind => Assert.Contains(kind, kinds.Keys));
    }
}

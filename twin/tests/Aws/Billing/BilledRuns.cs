using Twin.Aws.Billing;

namespace Twin.Tests.Aws.Billing;

/// <summary>Bills for made-up use, to be checked by hand.</summary>
internal static class BilledRuns
{
    /// <summary>The function of the stack <c>dev</c> that waits for Spotify.</summary>
    public const string Extract = "spotify-dev-extract";

    public static async Task<DailyRun> OfDev(params Usage[] usage) => Create(await Stacks.Load("dev"), usage);

    public static DailyRun Create(DeclaredStack stack, params Usage[] usage) =>
        ScheduledRun.Create(stack, PriceFile.Current, [.. usage]);

    public static Bill Month(this DailyRun run, int number = 1) =>
        new CostModel(run.Stack, PriceFile.Current).Month(run, number);
}

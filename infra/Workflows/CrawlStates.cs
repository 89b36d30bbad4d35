using System.Text.Json.Nodes;
using Infra.Workflows.States;

namespace Infra.Workflows;

/// <summary>The states of a crawl: start, wait, look. Glue has no call that waits for the end, and a crawl that fails
/// does not stop the publication, which does not depend on it.</summary>
internal static class CrawlStates
{
    public const string Start = "Start the crawler";

    private const string Begin = "Begin to look at the crawler";
    private const string Look = "Look at the crawler";
    private const string Judge = "Judge the crawl";
    private const string WaitForCrawler = "Wait for the crawler";
    private const string Count = "Count the looks";
    private const string RememberFailed = "Remember the failed crawl";
    private const string RememberLong = "Remember the long crawl";

    private const string LooksPath = "$.looks";
    private const string CrawlerPath = "$.crawler";
    private const int MaxLooks = 60;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(30);

    /// <summary>The longest time from the first to the last state.</summary>
    public static TimeSpan MaxDuration =>
        StartState("", "", "").MaxDuration + (MaxLooks * (BetweenLooks + LookState("", "", "").MaxDuration));

    /// <summary>Adds the states.</summary>
    /// <param name="findings">The path below which a failed crawl is remembered.</param>
    /// <param name="then">The state after the crawl, however it ends.</param>
    public static void AddTo(StateSequence sequence, string crawler, string findings, string then) => sequence
        .Add(Start, StartState(crawler, findings, then))
        .Add(Begin, new PassState
        {
            Result = new JsonObject { ["count"] = 0 },
            ResultPath = ResultPlace.At(LooksPath),
            Next = Look,
        })
        .Add(Look, LookState(crawler, findings, then))
        .Add(Judge, new ChoiceState
        {
            Choices =
            [
                Condition.Every(
                    Condition.Is($"{CrawlerPath}.found.State", "READY"),
                    Condition.Has($"{CrawlerPath}.found.LastCrawl.Status"),
                    Condition.Is($"{CrawlerPath}.found.LastCrawl.Status", "SUCCEEDED")).Then(then),
                Condition.Is($"{CrawlerPath}.found.State", "READY").Then(RememberFailed),
                Condition.IsAtLeast($"{LooksPath}.count", MaxLooks).Then(RememberLong),
            ],
            Default = WaitForCrawler,
        })
        .Add(WaitForCrawler, new WaitState { Seconds = (int)BetweenLooks.TotalSeconds, Next = Count })
        .Add(Count, new PassState
        {
            Parameters = new JsonObject { ["count.$"] = Intrinsic.Increment($"{LooksPath}.count") },
            ResultPath = ResultPlace.At(LooksPath),
            Next = Look,
        })
        .Add(RememberFailed, Remember("the crawl failed: the log of the crawler has the reason", findings, then))
        .Add(RememberLong, Remember("the crawl did not end in time: look at the crawler", findings, then));

    private static TaskState StartState(string crawler, string findings, string then) => new()
    {
        Resource = ServiceCall.StartCrawler,
        Parameters = new JsonObject { ["Name"] = crawler },
        ResultPath = ResultPlace.Nowhere,
        TimeoutSeconds = 60,
        Retry = [RetryRule.Never(StateError.CrawlerRunning), RetryRule.Always(intervalSeconds: 10, maxAttempts: 3)],
        Catch =
        [
            // Somebody has started it: its crawl is as good, and the next publication finds what it has missed.
            new CatchRule([StateError.CrawlerRunning], ResultPlace.Nowhere, Begin),
            Caught(findings, then),
        ],
        Next = Begin,
    };

    private static TaskState LookState(string crawler, string findings, string then) => new()
    {
        Resource = ServiceCall.GetCrawler,
        Parameters = new JsonObject { ["Name"] = crawler },
        ResultSelector = new JsonObject { ["found.$"] = "$.Crawler" },
        ResultPath = ResultPlace.At(CrawlerPath),
        TimeoutSeconds = 60,
        Retry = [RetryRule.Always(intervalSeconds: 10, maxAttempts: 3)],
        Catch = [Caught(findings, then)],
        Next = Judge,
    };

    private static PassState Remember(string what, string findings, string then) => new()
    {
        Result = JsonValue.Create(what),
        ResultPath = PlaceIn(findings),
        Next = then,
    };

    private static CatchRule Caught(string findings, string then) => CatchRule.Always(PlaceIn(findings), then);

    private static ResultPlace PlaceIn(string findings) => ResultPlace.At($"{findings}.crawl");
}

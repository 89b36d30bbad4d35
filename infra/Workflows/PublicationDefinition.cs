using System.Text.Json.Nodes;
using Functions.Publish;
using Infra.Iceberg;
using Infra.Workflows.States;

namespace Infra.Workflows;

/// <summary>The definition of the state machine that publishes: it plans, crawls, merges each month, keeps the tables
/// small once a week, asks the quality queries, and releases the lease however it ends.</summary>
internal sealed class PublicationDefinition
{
    /// <summary>The error of an execution that has published, and found something that a person must see.</summary>
    public const string NeedsAttention = "NeedsAttention";

    private const string Plan = "Plan the publication";
    private const string Decide = "Decide what comes next";
    private const string WaitForTables = "Wait for the tables";
    private const string NothingDue = "Nothing is due";
    private const string EachMonth = "For each month";
    private const string RecordMonth = "Record the month";
    private const string DecideUpkeep = "Decide on the upkeep";
    private const string RecordUpkeep = "Record the upkeep";
    private const string Release = "Release the lease";
    private const string Judge = "Judge the publication";
    private const string Failed = "The publication failed";
    private const string Attention = "Something needs attention";
    private const string Published = "Published";

    private const string PlanPath = "$.plan";
    private const string PartPath = "$.part";
    private const string FailurePath = "$.failure";
    private const string FindingsPath = "$.findings";

    private static readonly TimeSpan BetweenPlans = TimeSpan.FromMinutes(1);

    // What follows a failure is the release of the lease.
    private static readonly CatchRule Caught = CatchRule.Always(ResultPlace.At(FailurePath), Release);

    private readonly PublicationNames _names;
    private readonly ImmutableArray<(string Name, TaskState State)> _merges;
    private readonly ImmutableArray<(string Name, TaskState State)> _upkeep;
    private readonly int _leaseSeconds;

    private PublicationDefinition(PublicationNames names)
    {
        _names = names;
        _merges = Tasks(StatementFile.Merges);
        _upkeep = Tasks(StatementFile.Upkeep);
        _leaseSeconds = (int)MaxWithoutRenewal().TotalSeconds;
    }

    public static WorkflowDefinition Create(PublicationNames names) => new PublicationDefinition(names).Define();

    private WorkflowDefinition Define()
    {
        var sequence = new StateSequence()
            .Add(Plan, PlanState())
            .Add(Decide, new ChoiceState
            {
                Choices =
                [
                    Condition.Is($"{PlanPath}.next", PublicationReport.Wait).Then(WaitForTables),
                    Condition.Is($"{PlanPath}.next", PublicationReport.Publish)
                        .Then(_names.Crawler is null ? EachMonth : CrawlStates.Start),
                ],
                Default = NothingDue,
            })
            .Add(WaitForTables, new WaitState { Seconds = (int)BetweenPlans.TotalSeconds, Next = Plan })
            .Add(NothingDue, new SucceedState());
        if (_names.Crawler is { } crawler)
        {
            CrawlStates.AddTo(sequence, crawler, FindingsPath, then: EachMonth);
        }

        var quality = QualityStates.First(then: Release);
        sequence
            .Add(EachMonth, Months())
            .Add(DecideUpkeep, new ChoiceState
            {
                Choices = [Condition.IsTrue($"{PlanPath}.maintain").Then(_upkeep[0].Name)],
                Default = quality,
            })
            .AddInOrder(
                [
                    .. _upkeep.Append((Name: RecordUpkeep, State: Invoke(PublicationEvent.Record)))
                        .Select(step => (step.Name, (StepState)(step.State with { Catch = [Caught] }))),
                ],
                then: quality);
        QualityStates.AddTo(sequence, _names, FindingsPath, Caught, then: Release);
        AddEnd(sequence);

        return new WorkflowDefinition(
            "Publishes the days whose tables have changed to the analytics tables", Plan, sequence.States);
    }

    private TaskState PlanState() => Invoke(PublicationEvent.Plan, request: $"$.{StartDefinition.Request}") with
    {
        ResultSelector = new JsonObject
        {
            ["next.$"] = "$.Payload.next",
            ["because.$"] = "$.Payload.because",
            ["parts.$"] = "$.Payload.parts",
            ["maintain.$"] = "$.Payload.maintain",
        },
        ResultPath = ResultPlace.At(PlanPath),
        Catch = [Caught],
        Next = Decide,
    };

    private MapState Months()
    {
        var month = new StateSequence().AddInOrder(
            [
                .. _merges.Append((Name: RecordMonth, State: Invoke(PublicationEvent.Record, part: PartPath)))
                    .Select(step => (step.Name, (StepState)step.State)),
            ],
            then: null);
        return new MapState
        {
            ItemsPath = $"{PlanPath}.parts",
            // Of two changes of a table at once, one would fail.
            MaxConcurrency = 1,
            ItemSelector = new JsonObject { [$"{PartPath[2..]}.$"] = "$$.Map.Item.Value" },
            ItemProcessor = new ItemProcessor(_merges[0].Name, month.States),
            ResultPath = ResultPlace.Nowhere,
            Catch = [Caught],
            Next = DecideUpkeep,
        };
    }

    private void AddEnd(StateSequence sequence) => sequence
        .Add(Release, Invoke(PublicationEvent.Release) with
        {
            // The lease ends by itself.
            Catch = [CatchRule.Always(ResultPlace.At($"{FindingsPath}.lease"), Judge)],
            Next = Judge,
        })
        .Add(Judge, new ChoiceState
        {
            Choices =
            [
                Condition.Has(FailurePath).Then(Failed),
                Condition.Has(FindingsPath).Then(Attention),
            ],
            Default = Published,
        })
        .Add(Failed, new FailState { ErrorPath = $"{FailurePath}.Error", CausePath = $"{FailurePath}.Cause" })
        .Add(Attention, new FailState { Error = NeedsAttention, CausePath = Intrinsic.Text(FindingsPath) })
        .Add(Published, new SucceedState());

    private TimeSpan MaxWithoutRenewal()
    {
        var step = Invoke(PublicationEvent.Record).MaxDuration;
        var month = (_names.Crawler is null ? TimeSpan.Zero : CrawlStates.MaxDuration) + MaxDuration(_merges);
        var upkeep = MaxDuration(_upkeep);
        // A step takes the lease as of its beginning.
        return step + (month > upkeep ? month : upkeep) + step;
    }

    private static TimeSpan MaxDuration(IEnumerable<(string Name, TaskState State)> steps) =>
        steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step.State.MaxDuration);

    private ImmutableArray<(string Name, TaskState State)> Tasks(IEnumerable<StatementFile> statements) =>
        [.. statements.Select(statement => (statement.State, StatementTask.Create(_names, statement, PartPath)))];

    private TaskState Invoke(string step, string? request = null, string? part = null) =>
        PublicationTask.Create(_names.Function, step, _leaseSeconds, request, part);
}

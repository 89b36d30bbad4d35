using System.Text.Json.Nodes;
using Functions.Publish;
using Infra.Iceberg;
using Infra.Workflows.States;

namespace Infra.Workflows;

/// <summary>The definition of the state machine that publishes: it plans, has Spark make missing tables where that is
/// the engine, registers partitions, merges each month of playlists and each year of plays, keeps the tables small once
/// a week, asks the quality queries, begins again with what became due meanwhile, and releases the lease however it
/// ends.</summary>
/// <remarks>It ends, since what it has recorded is not due again. An execution may have 25,000 events
/// (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html): that is enough for ten years of
/// playlists. What is left then is published by the next one.</remarks>
internal sealed class PublicationDefinition
{
    /// <summary>The error of an execution that has published, and found something that a person must see.</summary>
    public const string NeedsAttention = "NeedsAttention";

    /// <summary>The field of an execution's input that has the request's key.</summary>
    public const string Request = "request";

    // Its cause has the error that was caught.
    private const string PublicationFailed = "PublicationFailed";

    private const string Plan = "Plan the publication";
    private const string Decide = "Decide what comes next";
    private const string DecideTables = "Decide on the tables";
    private const string MakeTables = "Make the tables";
    private const string JudgeTables = "Judge the tables";
    private const string WaitForTables = "Wait for the tables";
    private const string NothingDue = "Nothing is due";
    private const string Register = "Register the partitions";
    private const string EachMonth = "For each month";
    private const string RecordMonth = "Record the month";
    private const string EachYear = "For each year of plays";
    private const string RecordYear = "Record the year";
    private const string DecideUpkeep = "Decide on the upkeep";
    private const string RecordUpkeep = "Record the upkeep";
    private const string LetAge = "Let the last version grow old";
    private const string RecordErasure = "Record that the tables are empty";
    private const string PlanAgain = "Plan what is due by now";
    private const string DecideAgain = "Decide whether to publish more";
    private const string Release = "Release the lease";
    private const string Judge = "Judge the publication";
    private const string Failed = "The publication failed";
    private const string Attention = "Something needs attention";
    private const string Published = "Published";

    private const string PlanPath = "$.plan";
    private const string PartPath = "$.part";
    private const string YearPath = "$.year";
    private const string MadePath = "$.made";
    private const string FailurePath = "$.failure";
    private const string FindingsPath = "$.findings";

    private static readonly TimeSpan BetweenPlans = TimeSpan.FromMinutes(1);

    // What follows a failure is the release of the lease.
    private static readonly CatchRule Caught = CatchRule.Always(ResultPlace.At(FailurePath), Release);

    // VACUUM then finds every version that has rows older than a second.
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    private readonly PublicationNames _names;
    private readonly ImmutableArray<(string Name, TaskState State)> _merges;
    private readonly ImmutableArray<(string Name, TaskState State)> _mergesOfPlays;
    private readonly ImmutableArray<(string Name, TaskState State)> _upkeep;
    private readonly ImmutableArray<(string Name, TaskState State)> _erasure;
    private readonly int _leaseSeconds;

    private PublicationDefinition(PublicationNames names, KeptDays kept)
    {
        _names = names;
        _merges = Tasks(StatementFile.Merges, PartPath);
        _mergesOfPlays = Tasks([StatementFile.MergeOfPlays], YearPath);
        _upkeep = Tasks(StatementFile.Upkeep(kept), PartPath);
        _erasure = Tasks(StatementFile.Erasure, PartPath);
        _leaseSeconds = (int)MaxWithoutRenewal().TotalSeconds;
    }

    /// <param name="kept">The retention of the rows.</param>
    public static WorkflowDefinition Create(PublicationNames names, KeptDays kept) =>
        new PublicationDefinition(names, kept).Define();

    private WorkflowDefinition Define()
    {
        var sequence = new StateSequence()
            .Add(Plan, PlanState(request: $"$.{Request}") with { Next = Decide })
            .Add(Decide, new ChoiceState
            {
                Choices =
                [
                    Waits.Then(_names.SparkJob is null ? WaitForTables : DecideTables),
                    PublishIfDue,
                    Condition.Is($"{PlanPath}.next", PublicationReport.Erase).Then(LetAge),
                ],
                Default = _names.SparkJob is null ? NothingDue : JudgeTables,
            });
        if (_names.SparkJob is { } job)
        {
            AddSpark(sequence, job);
        }

        sequence
            .Add(WaitForTables, new WaitState { Seconds = (int)BetweenPlans.TotalSeconds, Next = Plan })
            .Add(NothingDue, new SucceedState());
        var quality = QualityStates.First(then: PlanAgain);
        sequence
            .Add(Register, Each(
                "parts",
                PartPath,
                PartitionStates.For(Invoke(PublicationEvent.Partitions, part: PartPath), _names.Database)) with
            {
                // If a Map state failed with an error of its own, the first record would end the execution.
                Catch =
                [
                    Caught with { ErrorEquals = [nameof(LeaseLostException)] },
                    CatchRule.Always(ResultPlace.At($"{FindingsPath}.partitions"), EachMonth),
                ],
                Next = EachMonth,
            })
            .Add(EachMonth, Each("parts", PartPath, InOrder(_merges, RecordMonth, PartPath)) with
            {
                ItemSelector = StatementTask.InputOf(StatementFile.Merges, PartPath),
                Next = EachYear,
            })
            .Add(EachYear, Each("plays", YearPath, InOrder(_mergesOfPlays, RecordYear, YearPath)) with
            {
                ItemSelector = StatementTask.InputOf([StatementFile.MergeOfPlays], YearPath),
                Next = DecideUpkeep,
            })
            .Add(DecideUpkeep, new ChoiceState
            {
                Choices = [Condition.IsTrue($"{PlanPath}.maintain").Then(_upkeep[0].Name)],
                Default = quality,
            })
            .AddInOrder(
                [
                    .. _upkeep.Select(step => (step.Name, (StepState)(step.State with
                    {
                        Catch = [CatchRule.Always(ResultPlace.At($"{FindingsPath}.upkeep"), quality)],
                    }))),
                    (RecordUpkeep, Invoke(PublicationEvent.Record) with { Catch = [Caught] }),
                ],
                then: quality);
        QualityStates.AddTo(sequence, _names, FindingsPath, Caught, then: PlanAgain);
        sequence
            .Add(LetAge, new WaitState { Seconds = (int)Age.TotalSeconds, Next = _erasure[0].Name })
            .AddInOrder(
                [
                    .. _erasure.Append((Name: RecordErasure, State: Invoke(PublicationEvent.Erased, $"$.{Request}")))
                        .Select(step => (step.Name, (StepState)(step.State with { Catch = [Caught] }))),
                ],
                then: Plan)
            .Add(PlanAgain, PlanState() with { Next = DecideAgain })
            .Add(DecideAgain, new ChoiceState { Choices = [PublishIfDue], Default = Release });
        AddEnd(sequence);

        return new WorkflowDefinition(
            "Publishes the days and the plays whose tables have changed to the analytics tables",
            Plan,
            sequence.States);
    }

    // One run of an execution: what it leaves is waited for, and published late.
    private static void AddSpark(StateSequence sequence, string job)
    {
        const string failed = $"{FindingsPath}.tables";
        sequence
            .Add(DecideTables, new ChoiceState
            {
                Choices =
                [
                    Condition.Is($"{PlanPath}.from", "").Then(WaitForTables),
                    Condition.Has(MadePath).Then(WaitForTables),
                    Condition.Has(failed).Then(WaitForTables),
                ],
                Default = MakeTables,
            })
            .Add(MakeTables, SparkTask.Create(job, $"{PlanPath}.from") with
            {
                ResultPath = ResultPlace.At(MadePath),
                Catch = [CatchRule.Always(ResultPlace.At(failed), Plan)],
                Next = Plan,
            })
            .Add(JudgeTables, new ChoiceState
            {
                Choices = [Condition.Has(failed).Then(Attention)],
                Default = NothingDue,
            });
    }

    private static Condition Waits => Condition.Is($"{PlanPath}.next", PublicationReport.Wait);

    private static Condition PublishIfDue =>
        Condition.Is($"{PlanPath}.next", PublicationReport.Publish).Then(Register);

    private TaskState PlanState(string? request = null) => Invoke(PublicationEvent.Plan, request) with
    {
        ResultSelector = new JsonObject
        {
            ["next.$"] = "$.Payload.next",
            ["because.$"] = "$.Payload.because",
            ["parts.$"] = "$.Payload.parts",
            ["plays.$"] = "$.Payload.plays",
            ["maintain.$"] = "$.Payload.maintain",
            ["from.$"] = "$.Payload.from",
        },
        ResultPath = ResultPlace.At(PlanPath),
        Catch = [Caught],
    };

    private ItemProcessor InOrder(
        ImmutableArray<(string Name, TaskState State)> merges, string record, string path) => new(
        merges[0].Name,
        new StateSequence().AddInOrder(
            [
                .. merges.Append((Name: record, State: Invoke(PublicationEvent.Record, part: path)))
                    .Select(step => (step.Name, (StepState)step.State)),
            ],
            then: null).States);

    private static MapState Each(string parts, string path, ItemProcessor steps) => new()
    {
        ItemsPath = $"{PlanPath}.{parts}",
        // Of two changes of a table at once, one would fail.
        MaxConcurrency = 1,
        ItemSelector = new JsonObject { [$"{path[2..]}.$"] = "$$.Map.Item.Value" },
        ItemProcessor = steps,
        ResultPath = ResultPlace.Nowhere,
        Catch = [Caught],
    };

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
        .Add(Failed, new FailState { Error = PublicationFailed, CausePath = Intrinsic.Text(FailurePath) })
        .Add(Attention, new FailState { Error = NeedsAttention, CausePath = Intrinsic.Text(FindingsPath) })
        .Add(Published, new SucceedState());

    private TimeSpan MaxWithoutRenewal()
    {
        var step = Invoke(PublicationEvent.Record).MaxDuration;
        TimeSpan[] between =
        [
            PartitionStates.MaxDuration + MaxDuration(_merges),
            MaxDuration(_mergesOfPlays),
            // An upkeep that fails is not recorded.
            MaxDuration(_upkeep) + QualityStates.MaxDuration,
            Age + MaxDuration(_erasure),
        ];
        // A step takes the lease as of its beginning.
        return step + between.Max() + step;
    }

    private static TimeSpan MaxDuration(IEnumerable<(string Name, TaskState State)> steps) =>
        steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step.State.MaxDuration);

    private ImmutableArray<(string Name, TaskState State)> Tasks(
        IEnumerable<StatementFile> statements, string part) =>
        [.. statements.Select(statement => (statement.State, StatementTask.Create(_names, statement, part)))];

    private TaskState Invoke(string step, string? request = null, string? part = null) =>
        PublicationTask.Create(_names.Function, step, _leaseSeconds, request, part);
}

namespace Twin.Aws.StepFunctions;

/// <summary>The states of a state machine, or of the iterations of a state of the type <c>Map</c>.</summary>
/// <param name="States">The states, in the order of the definition.</param>
/// <param name="Timeout">The longest time of an execution; null: there is none.</param>
internal sealed record StateMachineDefinition(string StartAt, ImmutableArray<State> States, TimeSpan? Timeout)
{
    /// <summary>The states, also those of iterations.</summary>
    public IEnumerable<State> All => States.SelectMany(state =>
        state is State.Map map ? map.Processor.All.Prepend(state) : [state]);

    public State Get(string name) => States.First(state => state.Name == name);
}

/// <param name="Flow">The part of the input that it sees, and the part of its result that it passes on.</param>
/// <param name="Next">The state that follows; null if it ends the state machine or chooses itself.</param>
internal abstract record State(string Name, DataFlowOfState Flow, string? Next)
{
    /// <summary>Its type, for example <c>Task</c>.</summary>
    public abstract string Type { get; }

    public virtual IEnumerable<(string Target, string Place)> Targets => Next is null ? [] : [(Next, "Next")];

    protected static IEnumerable<(string Target, string Place)> TargetsOf(ImmutableArray<Catcher> catchers) =>
        catchers.Select((catcher, index) => (catcher.Next, FormattableString.Invariant($"Catch[{index}]/Next")));

    internal sealed record Pass(string Name, DataFlowOfState Flow, string? Next, bool HasResult, JsonNode? Result)
        : State(Name, Flow, Next)
    {
        public override string Type => "Pass";
    }

    internal sealed record Task(
        string Name,
        DataFlowOfState Flow,
        string? Next,
        string Resource,
        TimeSpan? Timeout,
        ImmutableArray<Retrier> Retry,
        ImmutableArray<Catcher> Catch) : State(Name, Flow, Next)
    {
        public override string Type => "Task";
        public override IEnumerable<(string Target, string Place)> Targets => [.. base.Targets, .. TargetsOf(Catch)];
    }

    /// <summary>Runs its states for each element of an array, one after the other.</summary>
    internal sealed record Map(
        string Name,
        DataFlowOfState Flow,
        string? Next,
        ReferencePath ItemsPath,
        StateMachineDefinition Processor,
        ImmutableArray<Retrier> Retry,
        ImmutableArray<Catcher> Catch) : State(Name, Flow, Next)
    {
        public override string Type => "Map";
        public override IEnumerable<(string Target, string Place)> Targets => [.. base.Targets, .. TargetsOf(Catch)];
    }

    internal sealed record Choice(
        string Name, DataFlowOfState Flow, ImmutableArray<(ChoiceRule Rule, string Next)> Choices, string? Default)
        : State(Name, Flow, null)
    {
        public override string Type => "Choice";

        public override IEnumerable<(string Target, string Place)> Targets =>
        [
            .. Choices.Select((choice, index) => (choice.Next, FormattableString.Invariant($"Choices[{index}]/Next"))),
            .. Default is null ? [] : new[] { (Default, "Default") },
        ];
    }

    internal sealed record Wait(string Name, DataFlowOfState Flow, string? Next, TimeSpan Duration)
        : State(Name, Flow, Next)
    {
        public override string Type => "Wait";
    }

    internal sealed record Succeed(string Name, DataFlowOfState Flow) : State(Name, Flow, null)
    {
        public override string Type => "Succeed";
    }

    internal sealed record Fail(string Name, FailureText? Error, FailureText? Cause)
        : State(Name, DataFlowOfState.Unchanged, null)
    {
        public override string Type => "Fail";
    }
}

/// <summary>The state that follows after certain errors.</summary>
/// <param name="Result">The place of the error in the state's input; null: it is dropped.</param>
internal sealed record Catcher(ImmutableArray<string> Errors, ReferencePath? Result, string Next);

/// <summary>The retries of a state after certain errors.</summary>
/// <param name="Interval">The wait before the first retry.</param>
/// <param name="BackoffRate">The factor by which each wait is longer than the one before.</param>
/// <param name="MaxDelay">The longest wait; null: there is none.</param>
internal sealed record Retrier(
    ImmutableArray<string> Errors, TimeSpan Interval, int MaxAttempts, double BackoffRate, TimeSpan? MaxDelay)
{
    // The longest time of an execution: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html.
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    /// <summary>The wait before a retry.</summary>
    public TimeSpan Delay(int earlier) => TimeSpan.FromSeconds(Math.Min(
        Interval.TotalSeconds * Math.Pow(BackoffRate, earlier), (MaxDelay ?? Year).TotalSeconds));
}

/// <summary>The error or the cause of a state of the type <c>Fail</c>: a fixed text, or one that is computed.</summary>
/// <param name="Fixed">The text; null if it is computed.</param>
/// <param name="Computed">The path or the function that gives it; null if it is fixed.</param>
internal sealed record FailureText(string? Fixed, Expression? Computed);

namespace Tests.Infra.Rules;

public class AlarmRules
{
    private const string Failed = "spotify-prod-snapshots-failed";

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_alarm_notifies_a_topic_of_the_stack_and_at_its_end_if_it_states_a_condition(string stack) =>
        StackRule.Holds(stack, TellsNobody);

    [Fact]
    public Task An_alarm_without_actions_is_found() => StackRule.Finds(
        TellsNobody, stack => stack.Plus(ResourceTypes.MetricAlarm, "careless"), "careless");

    [Theory]
    [InlineData("alarmActions")]
    [InlineData("okActions")]
    public Task An_alarm_with_another_stacks_topic_is_found(string actions) => StackRule.Finds(
        TellsNobody,
        stack => stack.With(
            ResourceTypes.MetricAlarm,
            Failed,
            alarm => alarm.Set(actions, ImmutableArray.Create<object>("arn:aws:sns:eu-central-1:1:elsewhere"))),
        Failed);

    [Fact]
    public Task An_alarm_that_is_switched_off_is_found() => StackRule.Finds(
        TellsNobody,
        stack => stack.With(ResourceTypes.MetricAlarm, Failed, alarm => alarm.Set("actionsEnabled", false)),
        Failed);

    [Fact]
    public Task An_alarm_that_does_not_wait_for_the_topics_policy_is_found() => StackRule.Finds(
        TellsNobody,
        stack => stack.With(ResourceTypes.MetricAlarm, Failed, alarm => alarm with { DependsOn = [] }),
        Failed);

    [Theory]
    [InlineData("records-rejected")]
    [InlineData("publication-failed")]
    public Task An_alarm_of_an_event_that_notifies_of_its_end_is_found(string name) => StackRule.Finds(
        TellsNobody,
        stack => stack.With(
            ResourceTypes.MetricAlarm,
            $"spotify-prod-{name}",
            alarm => alarm.Set("okActions", alarm.Texts("alarmActions").CastArray<object>())),
        $"spotify-prod-{name}");

    [Fact]
    public Task An_alarm_of_a_condition_without_a_mail_at_its_end_is_found() => StackRule.Finds(
        TellsNobody,
        stack => stack.With(ResourceTypes.MetricAlarm, Failed, alarm => alarm.Set("okActions", null)),
        Failed);

    // https://aws.amazon.com/cloudwatch/pricing/: ten alarm metrics are free of charge, and an alarm on an expression
    // counts each metric of it.
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task The_alarms_have_ten_metrics_at_most(string stack) => StackRule.Holds(stack, IsOneTooMany);

    [Fact]
    public Task An_eleventh_alarm_is_found() => StackRule.Finds(
        IsOneTooMany,
        stack => stack.Plus(ResourceTypes.MetricAlarm, "tenth").Plus(ResourceTypes.MetricAlarm, "careless"),
        "careless");

    [Fact]
    public Task An_alarm_on_an_expression_over_several_metrics_is_found() => StackRule.Finds(
        IsOneTooMany,
        stack => stack.Plus(
            ResourceTypes.MetricAlarm,
            "careless",
            ("metricQueries",
                ImmutableArray.Create<object>(Query("a", null), Query("b", null), Query("sum", "a + b")))),
        "careless");

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_alarm_has_a_mail_text_with_what_to_do(string stack) => StackRule.Holds(stack, LeavesHelpless);

    [Theory]
    [InlineData("")]
    [InlineData("In the last run at least one playlist failed.")]
    [InlineData("In the last run at least one playlist failed.\n\nWhat to do: ")]
    public Task An_alarm_that_does_not_say_what_to_do_is_found(string description) => StackRule.Finds(
        LeavesHelpless,
        stack => stack.With(
            ResourceTypes.MetricAlarm, Failed, alarm => alarm.Set("alarmDescription", description)),
        Failed);

    private static IEnumerable<string> LeavesHelpless(DeclaredStack stack) =>
        from alarm in stack.OfType(ResourceTypes.MetricAlarm)
        let parts = (alarm.OptionalText("alarmDescription") ?? "").Split("\n\nWhat to do: ")
        where parts is not [{ Length: >= 40 }, { Length: >= 40 }] || parts.Sum(part => part.Length) > 1000
        select alarm.Title;

    private static IEnumerable<string> IsOneTooMany(DeclaredStack stack)
    {
        var metrics = 0;
        foreach (var alarm in stack.OfType(ResourceTypes.MetricAlarm))
        {
            metrics += alarm.Has("metricQueries")
                ? alarm.Parts("metricQueries").Count(query => !query.Has("expression"))
                : 1;
            if (metrics > 10)
            {
                yield return alarm.Title;
            }
        }
    }

    private static ImmutableDictionary<string, object> Query(string id, string? expression)
    {
        var query = ImmutableDictionary<string, object>.Empty.Add("id", id);
        return expression is null
            ? query.Add("metric", ImmutableDictionary<string, object>.Empty)
            : query.Add("expression", expression);
    }

    private static IEnumerable<string> TellsNobody(DeclaredStack stack) =>
        from alarm in stack.OfType(ResourceTypes.MetricAlarm)
        let topics = stack.OfType(ResourceTypes.Topic)
            .Where(topic => alarm.Texts("alarmActions").Contains(topic.Arn)
                && alarm.Texts("okActions").SequenceEqual(StatesCondition(alarm) ? [topic.Arn] : []))
            .Select(topic => topic.Arn)
            .ToHashSet()
        where (alarm.Has("actionsEnabled") && !alarm.Flag("actionsEnabled"))
            || !stack.OfType(ResourceTypes.TopicPolicy).Any(policy =>
                topics.Contains(policy.Text("arn")) && alarm.DependsOn.Contains(policy.Title))
        select alarm.Title;

    // A sum that is over as soon as nothing was counted for a period tells of events: time alone ends it.
    private static bool StatesCondition(DeclaredResource alarm) =>
        alarm.OptionalText("statistic") != "Sum" || alarm.OptionalText("treatMissingData") != "notBreaching";
}

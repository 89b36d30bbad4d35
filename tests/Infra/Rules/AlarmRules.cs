using System.Collections.Immutable;
using Local.Aws.CloudWatch;
using Local.Aws.Declaration;
using Local.Aws.Sns;
using Tests.Local.Twin;

namespace Tests.Infra.Rules;

[Collection(PulumiDeployments.Name)]
public class AlarmRules
{
    private const string Errors = "spotify-prod-extract-errors";

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_alarm_notifies_a_topic_of_the_stack_at_its_beginning_and_its_end(string stack) =>
        StackRule.Holds(stack, TellsNobody);

    [Fact]
    public Task An_alarm_without_actions_is_found() => StackRule.Finds(
        TellsNobody, stack => stack.Plus(CloudWatchResources.MetricAlarm, "careless"), "careless");

    [Theory]
    [InlineData("alarmActions")]
    [InlineData("okActions")]
    public Task An_alarm_with_another_stacks_topic_is_found(string actions) => StackRule.Finds(
        TellsNobody,
        stack => stack.With(
            CloudWatchResources.MetricAlarm,
            Errors,
            alarm => alarm.Set(actions, ImmutableArray.Create<object>("arn:aws:sns:eu-central-1:1:elsewhere"))),
        Errors);

    [Fact]
    public Task An_alarm_that_is_switched_off_is_found() => StackRule.Finds(
        TellsNobody,
        stack => stack.With(CloudWatchResources.MetricAlarm, Errors, alarm => alarm.Set("actionsEnabled", false)),
        Errors);

    [Fact]
    public Task An_alarm_that_does_not_wait_for_the_topics_policy_is_found() => StackRule.Finds(
        TellsNobody,
        stack => stack.With(CloudWatchResources.MetricAlarm, Errors, alarm => alarm with { DependsOn = [] }),
        Errors);

    private static IEnumerable<string> TellsNobody(DeclaredStack stack) =>
        from alarm in stack.OfType(CloudWatchResources.MetricAlarm)
        let topics = stack.OfType(SnsResources.Topic)
            .Where(topic => alarm.Texts("alarmActions").Contains(topic.Arn)
                && alarm.Texts("okActions").Contains(topic.Arn))
            .Select(topic => topic.Arn)
            .ToHashSet()
        where (alarm.Has("actionsEnabled") && !alarm.Flag("actionsEnabled"))
            || !stack.OfType(SnsResources.TopicPolicy).Any(policy =>
                topics.Contains(policy.Text("arn")) && alarm.DependsOn.Contains(policy.Title))
        select alarm.Title;
}

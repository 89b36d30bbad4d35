using Twin.Tests.Aws.StepFunctions;

namespace Twin.Tests.Host;

/// <summary>Runs of the whole stack in which a state machine fails or is not started.</summary>
public sealed class FailedPublicationTests
{
    private const string Publish = "spotify-dev-publish";

    private static readonly RunOptions Options = TestRun.Small with { Until = RunStage.Publish };

    [Fact]
    public async Task A_failed_execution_is_a_failure_of_the_run_and_raises_an_alarm()
    {
        using var run = await TestRun.RunAsync(Options, stack => stack.With(
            StepFunctionsResources.StateMachine,
            Publish,
            machine => machine.Set("definition", Definitions.Create(
                "\"A\": {\"Type\": \"Fail\", \"Error\": \"Mine\", \"Cause\": \"because\"}"))));

        Assert.Contains($"{Publish} failed in 'A': Mine: because", run.Record.Failures);
        var execution = Assert.Single(run.Record.Executions, execution => execution.Machine == Publish);
        Assert.Equal(("FAILED", "Mine", "because"), (execution.Status, execution.Error, execution.Cause));
        Assert.Equal(["A"], execution.States);
        Assert.Contains(run.Record.Alarms, alarm => alarm.Value.State == "ALARM");
    }

    [Fact]
    public async Task A_publication_that_may_not_be_started_is_in_the_failure_queue()
    {
        using var run = await TestRun.RunAsync(Options, stack => stack with
        {
            Resources = [.. stack.Resources.Select(resource => MayNotStart(resource) ?? resource)],
        });

        Assert.Contains(
            $"In spotify-dev-failures: {Publish} refused an event of {Publish}-start", run.Record.Failures);
        Assert.Contains(run.Record.Failures, failure => failure.StartsWith(
            "IAM refused states:StartExecution on ", StringComparison.Ordinal));
        Assert.Empty(run.Record.Executions);
    }

    private static DeclaredResource? MayNotStart(DeclaredResource resource) =>
        resource.Is(IamResources.RolePolicy) && resource.Text("role").EndsWith("-rule", StringComparison.Ordinal)
            ? resource.Replace("policy", "states:StartExecution", "states:StopExecution")
            : null;
}

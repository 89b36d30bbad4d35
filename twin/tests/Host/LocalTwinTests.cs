
namespace Twin.Tests.Host;

public sealed class LocalTwinTests : FolderTest
{
    private const string Extract = "spotify-dev-extract";

    [Fact]
    public async Task The_failure_queue_gets_the_event_and_the_reason_after_two_retries()
    {
        await using var twin = await RunAsync(stack => stack
            .With(LambdaResources.Function, Extract, function => function.Set("handler", "Functions::Nothing::Here"))
            .With(
                LambdaResources.FunctionEventInvokeConfig, Extract,
                config => config.Set("maximumRetryAttempts", 2.0)));

        Assert.Equal(3, twin.Invocations[Extract].Count());
        Assert.Single(twin.Invocations[Extract].Select(invocation => invocation.RequestId).Distinct());
        var (queue, message) = Assert.Single(twin.Messages);
        Assert.Equal("spotify-dev-failures", queue);
        using var record = JsonDocument.Parse(message.Body);
        var context = record.RootElement.GetProperty("requestContext");
        Assert.Equal("RetriesExhausted", context.GetProperty("condition").GetString());
        Assert.Equal(3, context.GetProperty("approximateInvokeCount").GetInt32());
        Assert.Equal(
            $"arn:aws:lambda:eu-central-1:000000000000:function:{Extract}:$LATEST",
            context.GetProperty("functionArn").GetString());
        var payload = record.RootElement.GetProperty("requestPayload");
        Assert.Equal("Scheduled Event", payload.GetProperty("detail-type").GetString());
        Assert.Equal("2026-11-01T06:00:00Z", payload.GetProperty("time").GetString());
        Assert.Contains(
            "'Nothing'",
            record.RootElement.GetProperty("responsePayload").GetProperty("errorMessage").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_is_tried_as_often_as_declared_and_discarded_without_a_destination()
    {
        await using var twin = await RunAsync(stack => stack
            .With(LambdaResources.Function, Extract, function => function.Set("handler", "Functions::Nothing::Here"))
            .With(
                LambdaResources.FunctionEventInvokeConfig, Extract,
                config => config.Set("maximumRetryAttempts", 0.0).Set("destinationConfig", null)));

        Assert.Single(twin.Invocations[Extract]);
        Assert.Equal([Extract], twin.Discarded);
        Assert.Empty(twin.Messages);
    }

    [Fact]
    public async Task A_failure_destination_that_is_not_declared_is_named()
    {
        var refused = await Assert.ThrowsAsync<RunFailedException>(() => RunAsync(stack => stack
            .With(LambdaResources.Function, Extract, function => function.Set("handler", "Functions::Nothing::Here"))
            .With(
                LambdaResources.FunctionEventInvokeConfig, Extract,
                config => config.Set("destinationConfig/onFailure/destination", "arn:aws:sqs:eu-central-1:0:new"))));

        Assert.Contains("arn:aws:sqs:eu-central-1:0:new is not a queue", refused.Message, StringComparison.Ordinal);
    }

    private async Task<LocalTwin> RunAsync(Func<DeclaredStack, DeclaredStack> change)
    {
        var clock = new VirtualClock(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        var token = Cancel;
        var twin = await LocalTwin.StartAsync(
            change(await Stacks.Load("dev")), Folder.Root, clock, new Timeline(TimeProvider.System, clock),
            TestRun.InProcess, token);
        try
        {
            await twin.RunToNextScheduleAsync(token);
            return twin;
        }
        catch
        {
            await twin.DisposeAsync();
            throw;
        }
    }
}

using Amazon.Lambda.Core;

namespace Eng.Tests.StandIns.LambdaSdk;

public sealed class LambdaLoggerTests
{
    [Fact]
    public void A_logger_that_knows_no_levels_gets_the_message_as_a_line()
    {
        var logger = new Lines();

        ((ILambdaLogger)logger).LogInformation("one");
        ((ILambdaLogger)logger).LogError("two");

        Assert.Equal(["one", "two"], logger.Written);
    }

    [Fact]
    public void A_context_has_no_serializer_unless_the_runtime_gives_one()
    {
        ILambdaContext context = new Bare();

        Assert.Null(context.Serializer);
    }

    private sealed class Lines : ILambdaLogger
    {
        public List<string> Written { get; } = [];

        public void Log(string message) => throw new InvalidOperationException("A line was asked for.");

        public void LogLine(string message) => Written.Add(message);
    }

    private sealed class Bare : ILambdaContext
    {
        public string AwsRequestId => "";

        public IClientContext ClientContext => null!;

        public string FunctionName => "";

        public string FunctionVersion => "";

        public ICognitoIdentity Identity => null!;

        public string InvokedFunctionArn => "";

        public ILambdaLogger Logger => null!;

        public string LogGroupName => "";

        public string LogStreamName => "";

        public int MemoryLimitInMB => 0;

        public TimeSpan RemainingTime => TimeSpan.Zero;
    }
}

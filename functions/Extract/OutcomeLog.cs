using Amazon.Lambda.Core;

namespace Functions.Extract;

/// <summary>The log line of an outcome.</summary>
internal static class OutcomeLog
{
    public static void Write(ILambdaLogger logger, PlaylistOutcome outcome)
    {
        var line = LogLine.Format(PlaylistOutcome.LogEvent, outcome, ExtractLogJson.Default.PlaylistOutcome);
        if (outcome.IsComplete)
        {
            logger.LogInformation(line);
        }
        else if (outcome.IsFailure || outcome.IsRefused)
        {
            logger.LogError(line);
        }
        else
        {
            logger.LogWarning(line);
        }
    }
}

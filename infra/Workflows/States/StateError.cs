namespace Infra.Workflows.States;

/// <summary>Names of errors (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html). Of a
/// call of the AWS SDK it is the service's name and the exception's
/// (https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html). Assumption:
/// error-names.</summary>
internal static class StateError
{
    /// <summary>Any error that can be caught.</summary>
    public const string All = "States.ALL";

    /// <summary>The crawler runs already.</summary>
    public const string CrawlerRunning = "Glue.CrawlerRunningException";

    public const string ExecutionExists = "Sfn.ExecutionAlreadyExistsException";
}

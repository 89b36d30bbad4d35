namespace Infra.Workflows.States;

/// <summary>The calls of services that tasks make
/// (https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html).</summary>
internal static class ServiceCall
{
    public const string InvokeFunction = "arn:aws:states:::lambda:invoke";

    /// <summary>Starts a query and waits for its end.</summary>
    public const string RunQuery = "arn:aws:states:::athena:startQueryExecution.sync";

    public const string GetQueryResults = "arn:aws:states:::athena:getQueryResults";

    /// <summary>Starts a run of a Glue job and waits for its end.</summary>
    public const string RunJob = "arn:aws:states:::glue:startJobRun.sync";

    public const string CreatePartitions = "arn:aws:states:::aws-sdk:glue:batchCreatePartition";
}

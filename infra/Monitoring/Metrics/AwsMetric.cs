using Infra.Components;
using Pulumi.Aws.Athena;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Sfn;
using Pulumi.Aws.Sqs;

namespace Infra.Monitoring.Metrics;

/// <summary>The metrics that AWS's services write themselves, each with its documented dimensions.</summary>
internal static class AwsMetric
{
    /// <summary>https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html</summary>
    public static Metric Create(Function function, string name) =>
        new("AWS/Lambda", name, [new Dimension("FunctionName", function.Name)]);

    /// <summary>https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html</summary>
    public static Metric Create(Queue queue, string name) =>
        new("AWS/SQS", name, [new Dimension("QueueName", queue.Name)]);

    /// <summary>https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html; a rule of the default
    /// bus has its name as the only dimension.</summary>
    public static Metric Create(EventRule rule, string name) =>
        new("AWS/Events", name, [new Dimension("RuleName", rule.Name)]);

    /// <summary>https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html</summary>
    public static Metric Create(StateMachine machine, string name) =>
        new("AWS/States", name, [new Dimension("StateMachineArn", machine.Arn)]);

    /// <summary>The bytes that the work group's queries read. Athena bills them unless the query failed
    /// (https://docs.aws.amazon.com/athena/latest/ug/query-metrics-viewing.html).</summary>
    /// <param name="workGroup">The work group, which publishes its metrics.</param>
    /// <param name="queryState"><c>SUCCEEDED</c>, <c>FAILED</c> or <c>CANCELED</c>.</param>
    public static Metric ProcessedBytes(Workgroup workGroup, string queryState) => new(
        "AWS/Athena",
        "ProcessedBytes",
        [
            new Dimension("QueryState", Output.Create(queryState)),
            new Dimension("QueryType", Output.Create("DML")),
            new Dimension("WorkGroup", workGroup.Name),
        ]);

    /// <summary>The bytes of a bucket in one storage class, once a day, with old versions and unfinished uploads
    /// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html).</summary>
    public static Metric SizeBytes(LakeBucket bucket, string storageType) => new(
        "AWS/S3",
        "BucketSizeBytes",
        [
            new Dimension("BucketName", bucket.BucketName),
            new Dimension("StorageType", Output.Create(storageType)),
        ]);
}

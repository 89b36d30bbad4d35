using Twin.Aws.Lambda;
using Twin.Aws.Ssm;

namespace Twin.Cli.Reports;

/// <summary>The provider's type tokens of the resources that a report tells apart.</summary>
internal static class ResourceTypes
{
    public const string Bucket = "aws:s3/bucket:Bucket";
    public const string CatalogDatabase = "aws:glue/catalogDatabase:CatalogDatabase";
    public const string CatalogTable = "aws:glue/catalogTable:CatalogTable";
    public const string LogGroup = "aws:cloudwatch/logGroup:LogGroup";
    public const string MetricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
    public const string NamedQuery = "aws:athena/namedQuery:NamedQuery";
    public const string Queue = "aws:sqs/queue:Queue";
    public const string Topic = "aws:sns/topic:Topic";
    public const string WorkGroup = "aws:athena/workgroup:Workgroup";

    /// <summary>A Lambda function.</summary>
    public static string Function => LambdaResources.Function.Type;

    /// <summary>A parameter of Parameter Store.</summary>
    public static string Parameter => SsmResources.Parameter.Type;
}

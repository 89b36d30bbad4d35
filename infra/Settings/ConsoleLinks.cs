namespace Infra.Settings;

internal sealed class ConsoleLinks(AwsAccount account)
{
    /// <summary>The Athena editor, where a person chooses the work group.</summary>
    public Output<string> Athena(Output<string> workGroup) =>
        In("athena", Output.Format($"#/query-editor/saved-queries?workgroup={workGroup}"));

    public Output<string> Dashboard(Output<string> name) =>
        In("cloudwatch", Output.Format($"#dashboards/dashboard/{name}"));

    /// <summary>The alarms whose names begin with the prefix.</summary>
    public Output<string> Alarms(string prefix) => In("cloudwatch", Output.Create($"#alarmsV2:?search={prefix}"));

    public Output<string> Function(Output<string> name) => In("lambda", Output.Format($"#/functions/{name}"));

    /// <summary>The log group with this name. The console's address has it percent-encoded twice, with a dollar
    /// sign.</summary>
    public Output<string> Log(Output<string> group) => In(
        "cloudwatch",
        group.Apply(name =>
            "#logsV2:log-groups/log-group/"
            + Uri.EscapeDataString(name).Replace("%", "$25", StringComparison.Ordinal)));

    public Output<string> Crawler(Output<string> name) =>
        In("glue", Output.Format($"#/v2/data-catalog/crawlers/view/{name}"));

    /// <summary>A Glue job, with its runs.</summary>
    public Output<string> Job(Output<string> name) =>
        In("gluestudio", Output.Format($"#/editor/job/{name}/runs"));

    /// <summary>A state machine of Step Functions, with its executions.</summary>
    public Output<string> StateMachine(Output<string> arn) =>
        In("states", Output.Format($"#/statemachines/view/{arn}"));

    public Output<string> Queue(Output<string> url) =>
        In("sqs/v3", url.Apply(address => "#/queues/" + Uri.EscapeDataString(address)));

    public Output<string> Bucket(Output<string> name) =>
        Output.Format($"https://{account.Region}.{Console}/s3/buckets/{name}?region={account.Region}");

    /// <summary>The database's page in Snowflake's own console.</summary>
    public static Output<string> Snowflake(SnowflakeSettings account, Output<string> database) => Output.Format(
        $"https://app.snowflake.com/{account.Organization}/{account.Account}/#/data/databases/{database}");

    public static Output<ImmutableDictionary<string, string>> All(
        IReadOnlyDictionary<string, Output<string>> links) =>
        Output.All(links.Select(link => link.Value.Apply(address => KeyValuePair.Create(link.Key, address))))
            .Apply(found => found.ToImmutableDictionary());

    // Each partition has a console of its own (https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html).
    private Output<string> Console => account.Partition.Apply(partition => partition switch
    {
        "aws-cn" => "console.amazonaws.cn",
        "aws-us-gov" => "console.amazonaws-us-gov.com",
        "aws-eusc" => "console.amazonaws.eu",
        _ => "console.aws.amazon.com",
    });

    private Output<string> In(string service, Output<string> place) =>
        Output.Format($"https://{account.Region}.{Console}/{service}/home?region={account.Region}{place}");
}

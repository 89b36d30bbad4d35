using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Local.Aws.Declaration;
using Local.Aws.Iam;
using Pulumi.Testing;

namespace Local.Twin.Declaration;

/// <summary>Answers each declaration as AWS would: with the name, the ARN and the id that the resource would have.</summary>
internal sealed class AwsMocks(string region) : IMocks
{
    /// <summary>The twin's account.</summary>
    public const string AccountId = "000000000000";

    /// <summary>What was declared, by type and logical name.</summary>
    public ConcurrentDictionary<(string Type, string Name), DeclaredResource> Resources { get; } = [];

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var (type, name) = (args.Type!, args.Name!);
        var state = args.Inputs.SetItems(Added(type, name, args.Inputs));
        var resource = new DeclaredResource(type, name, args.Inputs, state);

        if (!Resources.TryAdd((type, name), resource))
        {
            throw new InvalidOperationException($"{resource.Title} is declared twice.");
        }

        return Task.FromResult<(string?, object)>((Id(resource), state));
    }

    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Token switch
    {
        "aws:index/getCallerIdentity:getCallerIdentity" => new Dictionary<string, object>
        {
            ["id"] = AccountId,
            ["accountId"] = AccountId,
            ["arn"] = $"arn:aws:iam::{AccountId}:root",
            ["userId"] = AccountId,
        },
        "aws:index/getRegion:getRegion" => new Dictionary<string, object>
        {
            ["id"] = region,
            ["name"] = region,
            ["region"] = region,
            ["description"] = region,
            ["endpoint"] = $"ec2.{region}.amazonaws.com",
        },
        "aws:index/getPartition:getPartition" => new Dictionary<string, object>
        {
            ["id"] = "aws",
            ["partition"] = "aws",
            ["dnsSuffix"] = "amazonaws.com",
            ["reverseDnsPrefix"] = "com.amazonaws",
        },
        var token => throw new InvalidOperationException($"The twin does not know the function {token}."),
    });

    private IEnumerable<KeyValuePair<string, object>> Added(
        string type, string name, ImmutableDictionary<string, object> inputs)
    {
        string Given(string property) => inputs.GetValueOrDefault(property) as string ?? name;
        string Arn(string service, string resource) => $"arn:aws:{service}:{region}:{AccountId}:{resource}";

        var physical = Given("name");
        (string, object)[] added = type switch
        {
            ResourceTypes.Bucket => [("bucket", Given("bucket")), ("arn", $"arn:aws:s3:::{Given("bucket")}")],
            ResourceTypes.Key => [("keyId", IdOf(name)), ("arn", Arn("kms", $"key/{IdOf(name)}"))],
            ResourceTypes.KeyAlias =>
            [
                ("name", physical),
                ("arn", Arn("kms", physical)),
                ("targetKeyArn", Given("targetKeyId") is ['a', 'r', 'n', ':', ..] and var target
                    ? target
                    : Arn("kms", $"key/{Given("targetKeyId")}")),
            ],
            ResourceTypes.BucketObject => [("arn", $"arn:aws:s3:::{Given("bucket")}/{Given("key")}")],
            ResourceTypes.Role => [("name", physical), ("arn", $"arn:aws:iam::{AccountId}:role/{physical}")],
            ResourceTypes.RolePolicy => [("name", physical)],
            ResourceTypes.Function => [("name", physical), ("arn", Arn("lambda", $"function:{physical}"))],
            ResourceTypes.EventRule => [("name", physical), ("arn", Arn("events", $"rule/{physical}"))],
            ResourceTypes.LogGroup => [("name", physical), ("arn", Arn("logs", $"log-group:{physical}"))],
            ResourceTypes.Queue =>
            [
                ("name", physical),
                ("arn", Arn("sqs", physical)),
                ("url", $"https://sqs.{region}.amazonaws.com/{AccountId}/{physical}"),
            ],
            ResourceTypes.Parameter =>
                [("name", physical), ("arn", Arn("ssm", $"parameter/{physical.TrimStart('/')}"))],
            ResourceTypes.CatalogDatabase => [("name", physical), ("arn", Arn("glue", $"database/{physical}"))],
            ResourceTypes.Classifier => [("name", physical)],
            ResourceTypes.Crawler => [("name", physical), ("arn", Arn("glue", $"crawler/{physical}"))],
            ResourceTypes.Workflow => [("name", physical), ("arn", Arn("glue", $"workflow/{physical}"))],
            ResourceTypes.Trigger => [("name", physical), ("arn", Arn("glue", $"trigger/{physical}"))],
            ResourceTypes.Workgroup => [("name", physical), ("arn", Arn("athena", $"workgroup/{physical}"))],
            ResourceTypes.MetricAlarm => [("name", physical), ("arn", Arn("cloudwatch", $"alarm:{physical}"))],
            ResourceTypes.Dashboard =>
            [
                ("name", Given("dashboardName")),
                ("dashboardArn", $"arn:aws:cloudwatch::{AccountId}:dashboard/{Given("dashboardName")}"),
            ],
            ResourceTypes.Topic => [("name", physical), ("arn", Arn("sns", physical))],
            ResourceTypes.TopicSubscription => [("arn", $"{Given("topic")}:{IdOf(name)}")],
            ResourceTypes.Budget =>
            [
                ("name", physical),
                ("arn", $"arn:aws:budgets::{AccountId}:budget/{physical}"),
                ("accountId", AccountId),
            ],
            _ => [("name", physical)],
        };

        return added.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2));
    }

    private static string Id(DeclaredResource resource) => resource.Type switch
    {
        ResourceTypes.Bucket => resource.Text("bucket"),
        ResourceTypes.BucketObject => $"{resource.Text("bucket")}/{resource.Text("key")}",
        ResourceTypes.Queue => resource.Text("url"),
        ResourceTypes.CatalogDatabase => $"{AccountId}:{resource.PhysicalName}",
        ResourceTypes.NamedQuery => IdOf(resource.Name),
        ResourceTypes.Key => resource.Text("keyId"),
        ResourceTypes.Topic or ResourceTypes.TopicPolicy or ResourceTypes.TopicSubscription => resource.Arn,
        ResourceTypes.Budget => $"{AccountId}:{resource.PhysicalName}",
        _ => resource.PhysicalName,
    };

    // the same for the same name, so that two runs give the same ids
    private static string IdOf(string name) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();
}

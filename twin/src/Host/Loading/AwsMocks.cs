using System.Collections.Concurrent;
using Pulumi.Testing;

namespace Twin.Host.Loading;

/// <summary>Answers each declaration as AWS would: with the name, the ARN and the id that the resource would
/// have.</summary>
internal sealed class AwsMocks(string region) : IMocks
{
    public const string AccountId = "000000000000";

    public ConcurrentDictionary<(string Type, string Name), DeclaredResource> Resources { get; } = [];

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var (type, name) = (args.Type!, args.Name!);
        var inputs = new ResourceInputs(name, args.Inputs, AccountId, region);

        // Components and resources that a run lists as not simulated have no kind.
        var kind = TwinModules.KindOf(type);
        var outputs = kind?.Outputs(inputs) ?? [("name", inputs.Name)];
        var state = args.Inputs.SetItems(
            outputs.Select(output => KeyValuePair.Create(output.Property, output.Value)));
        var resource = new DeclaredResource(type, name, args.Inputs, state) { Kind = kind };

        if (!Resources.TryAdd((type, name), resource))
        {
            throw new InvalidOperationException($"{resource.Title} is declared twice.");
        }

        return Task.FromResult<(string?, object)>((kind?.Id(resource) ?? resource.PhysicalName, state));
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
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pulumi.Testing;

namespace RegisteredInputs;

/// <summary>Records the inputs of each resource and each call, and returns names and ARNs of about the right
/// form.</summary>
internal sealed class RecordingMocks : IMocks
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One line for each value (the resource's type and name, the value's path, and the value), and one for
    /// each called function of the provider.</summary>
    public ConcurrentBag<string> Registered { get; } = [];

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        Record($"{args.Type} {args.Name}", args.Inputs);

        var service = args.Type!.Split(':')[1].Split('/')[0];
        object state = new Dictionary<string, object>
        {
            ["name"] = args.Name!,
            ["arn"] = $"arn:aws:{service}:::{args.Name}",
            ["url"] = $"https://{service}.example.com/{args.Name}",
            ["bucket"] = args.Name!,
            ["keyId"] = args.Name!,
            ["describeOutputs"] = ImmutableArray.Create<object>(ImmutableDictionary<string, object>.Empty
                .Add("iamUserArn", $"arn:aws:iam:::user/{args.Name}")
                .Add("externalId", args.Name!)),
        }
        .ToImmutableDictionary()
        .SetItems(args.Inputs);
        return Task.FromResult<(string?, object)>((args.Name, state));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        Registered.Add($"{args.Token} is called");
        return Task.FromResult<object>(new Dictionary<string, object>
        {
            ["id"] = "aws",
            ["accountId"] = "000000000000",
            ["region"] = "eu-central-1",
            ["dnsSuffix"] = "amazonaws.com",
        });
    }

    // A map has no order, here and in Pulumi's engine; a list and a text have one.
    private void Record(string path, object? value)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object> map:
                foreach (var (key, member) in map)
                {
                    Record($"{path}.{key}", member);
                }

                break;
            case ImmutableArray<object> list:
                for (var i = 0; i < list.Length; i++)
                {
                    Record($"{path}[{i}]", list[i]);
                }

                break;
            case string or double or bool or null:
                Registered.Add($"{path} = {JsonSerializer.Serialize(value, Readable)}");
                break;
            default:
                Registered.Add($"{path} is a {value.GetType().Name}");
                break;
        }
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pulumi;

namespace Infra.Policies;

/// <summary>
/// An IAM policy document. Its properties are named as in IAM's JSON, which it becomes as it stands
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html).
/// </summary>
public sealed record PolicyDocument(ImmutableArray<PolicyStatement> Statement)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The policy language's version.</summary>
    public string Version { get; } = "2012-10-17";

    /// <summary>What a role may do.</summary>
    public static Output<string> Of(params IEnumerable<PolicyStatement> statements) =>
        Output.JsonSerialize(Output.Create(new PolicyDocument([.. statements])), Json);
}

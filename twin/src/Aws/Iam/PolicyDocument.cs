using System.Text.Json;

namespace Twin.Aws.Iam;

/// <summary>An IAM policy: of an identity, of a resource, or a role's trust policy.</summary>
/// <param name="Statements">The statements, in the document's order.</param>
public sealed record PolicyDocument(IReadOnlyList<PolicyStatement> Statements)
{
    /// <summary>Reads a policy's JSON.</summary>
    /// <exception cref="PolicyException">
    /// The JSON is not a policy, or has an unknown element, condition operator or policy variable.
    /// </exception>
    public static PolicyDocument Parse(string json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException exception)
        {
            throw new PolicyException($"The policy is not JSON: {exception.Message}");
        }

        using (document)
        {
            return PolicyReader.Read(document.RootElement);
        }
    }
}

using System.Text.Json;

namespace Twin.Declaration.Policies;

/// <summary>An IAM policy: of an identity, of a resource, or a role's trust policy.</summary>
public sealed record PolicyDocument(IReadOnlyList<PolicyStatement> Statements)
{
    /// <summary>
    /// Determines whether this policy alone, of a resource or of a role's trust, lets an AWS service act: a statement
    /// allows it, and none denies it.
    /// </summary>
    /// <param name="servicePrincipal">For example <c>events.amazonaws.com</c>.</param>
    public bool AllowsService(string servicePrincipal, string action, string resource, RequestContext context)
    {
        var covering = Statements
            .Where(statement => statement.Principal!.Matches(servicePrincipal)
                && statement.Covers(action, resource, context))
            .ToList();
        return covering.Count > 0 && covering.TrueForAll(statement => statement.Allows);
    }

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

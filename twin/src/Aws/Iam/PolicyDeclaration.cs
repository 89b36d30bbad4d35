namespace Twin.Aws.Iam;

/// <summary>The policies that resources declare.</summary>
internal static class PolicyDeclaration
{
    /// <summary>Reads and checks a policy.</summary>
    /// <exception cref="PolicyException">The JSON is not a policy; the message names the resource.</exception>
    public static PolicyDocument Read(DeclaredResource resource, string json)
    {
        try
        {
            var policy = PolicyDocument.Parse(json);
            ConditionKeys.Check(policy);
            return policy;
        }
        catch (PolicyException refused)
        {
            throw new PolicyException($"{resource.Title}: {refused.Message}");
        }
    }

    /// <summary>Reads and checks the policy of a resource, which names principals.</summary>
    /// <exception cref="PolicyException">The JSON is not a policy.</exception>
    /// <exception cref="RunFailedException">The policy names a role that the stack does not declare.</exception>
    public static PolicyDocument ReadOfResource(DeclaredStack stack, DeclaredResource declared)
    {
        var policy = Read(declared, declared.Text("policy"));
        var roles = $"arn:aws:iam::{stack.AccountId}:role/";
        foreach (var statement in policy.Statements)
        {
            if (statement.Principal?.Aws.FirstOrDefault(principal =>
                    principal.StartsWith(roles, StringComparison.Ordinal)
                    && stack.ByArn(IamResources.Role, principal) is null) is { } missing)
            {
                throw new RunFailedException(
                    $"{declared.Title}, statement {statement.Label}: AWS says: Invalid principal in policy. There is "
                    + $"no {missing}.");
            }
        }

        return policy;
    }
}

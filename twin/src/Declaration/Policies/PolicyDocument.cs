using System.Text.Json;

namespace Twin.Declaration.Policies;

/// <summary>An IAM policy: of an identity, of a resource, or a role's trust policy.</summary>
public sealed record PolicyDocument(IReadOnlyList<PolicyStatement> Statements)
{
    /// <summary>Determines whether this policy alone, of a resource or of a role's trust, lets an AWS service act: a
    /// statement allows it, and none denies it.</summary>
    /// <param name="servicePrincipal">For example <c>events.amazonaws.com</c>.</param>
    public bool AllowsService(string servicePrincipal, string action, string resource, RequestContext context)
    {
        var covering = Statements
            .Where(statement => statement.Principal!.MatchesService(servicePrincipal)
                && statement.Covers(action, resource, context))
            .ToList();
        return covering.Count > 0 && covering.TrueForAll(statement => statement.Allows);
    }

    /// <exception cref="PolicyException">The JSON is not a policy, or has a form that the twin does not
    /// judge.</exception>
    public static PolicyDocument Parse(string json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
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

/// <summary>Reads the forms that the declared policies use, and refuses all else by name: what the twin accepts, it
/// judges as IAM does.</summary>
internal static class PolicyReader
{
    private const string Version = "2012-10-17";

    public static PolicyDocument Read(JsonElement root)
    {
        var elements = Elements(root, "The policy", "Version", "Statement");
        if (Text(elements.GetValueOrDefault("Version"), "The policy's Version") is not Version and var version)
        {
            throw new PolicyException($"The policy's Version is {version}; the twin judges {Version}.");
        }

        PolicyStatement[] statements = elements.TryGetValue("Statement", out var found)
            ? [.. Items(found).Select(Statement)]
            : [];
        var labels = statements.CountBy(statement => statement.Label);
        return labels.FirstOrDefault(label => label.Value > 1).Key is { } twice
            ? throw new PolicyException($"The Sid \"{twice}\" is given to two statements of one policy.")
            : statements.Length == 0
                ? throw new PolicyException("The policy has no Statement.")
                : new PolicyDocument(statements);
    }

    private static PolicyStatement Statement(JsonElement element, int index)
    {
        var elements = Elements(
            element, $"Statement #{index}", "Sid", "Effect", "Principal", "Action", "Resource", "Condition");
        var label = elements.TryGetValue("Sid", out var sid) ? Text(sid, $"Statement #{index}: Sid") : $"#{index}";
        try
        {
            return new PolicyStatement(
                sid.ValueKind == JsonValueKind.Undefined || label.All(char.IsAsciiLetterOrDigit)
                    ? label
                    : throw new PolicyException("a Sid has letters and digits only."),
                elements.TryGetValue("Effect", out var effect) ? Text(effect, "Effect") switch
                {
                    "Allow" => true,
                    "Deny" => false,
                    var other => throw new PolicyException($"the Effect is \"{other}\"; it must be Allow or Deny."),
                }
                : throw new PolicyException("there is no Effect."),
                elements.TryGetValue("Action", out var action)
                    ? Texts(action, "Action", MisformedAction)
                    : throw new PolicyException("there is no Action."),
                elements.TryGetValue("Resource", out var resource)
                    ? Texts(resource, "Resource", pattern => pattern == "*" ? null : Arn.Misformed(pattern))
                    : null,
                elements.TryGetValue("Principal", out var principal) ? Principal(principal) : null,
                elements.TryGetValue("Condition", out var condition) ? [.. Conditions(condition)] : []);
        }
        catch (PolicyException refused)
        {
            throw new PolicyException($"Statement {label}: {refused.Message}");
        }
    }

    private static string? MisformedAction(string action) =>
        action.Split(':') is [{ Length: > 0 } service, var name]
        && service.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        && (name == "*" || (name.Length > 0 && name.All(char.IsAsciiLetterOrDigit)))
            ? null
            : "is neither service:Name nor service:*";

    private static PolicyPrincipal Principal(JsonElement element)
    {
        var kinds = Elements(element, "Principal", "AWS", "Service");
        return kinds.Count != 1
            ? throw new PolicyException("a Principal is of one kind, AWS or Service.")
            : kinds.TryGetValue("Service", out var service)
                ? new PolicyPrincipal(false, [], [Text(service, "Service")])
                : Text(kinds["AWS"], "AWS") switch
                {
                    "*" => new PolicyPrincipal(true, [], []),
                    var arn when arn.StartsWith("arn:aws:iam::", StringComparison.Ordinal)
                        && !arn.AsSpan().ContainsAny('*', '?') => new PolicyPrincipal(false, [arn], []),
                    var other => throw new PolicyException(
                        $"the AWS principal \"{other}\" is neither * nor the ARN of a role, a user or an account's root."),
                };
    }

    private static IEnumerable<PolicyCondition> Conditions(JsonElement element)
    {
        foreach (var (name, keys) in Elements(element, "Condition"))
        {
            var parsed = ConditionOperator.Parse(name);
            foreach (var (key, given) in Elements(keys, name))
            {
                var values = Texts(given, key, parsed.Misformed);
                yield return values.Count > 1 && parsed.AsksForAbsence
                    ? throw new PolicyException($"{key}: {name} has one value.")
                    : new PolicyCondition(parsed, key, values);
            }
        }
    }

    /// <summary>The properties of an object, all of them with a name that is known.</summary>
    private static Dictionary<string, JsonElement> Elements(JsonElement element, string owner, params string[] known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new PolicyException($"{owner} must be a JSON object, not {element.ValueKind}.");
        }

        var found = element.EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
        return known.Length > 0 && found.Keys.Except(known).FirstOrDefault() is { } other
            ? throw new PolicyException(
                $"{owner}: the twin does not judge the element \"{other}\". It judges {string.Join(", ", known)}.")
            : found;
    }

    private static List<string> Texts(JsonElement element, string name, Func<string, string?> misformed)
    {
        var texts = Items(element).Select(item => Text(item, name)).ToList();
        return texts.Count == 0
            ? throw new PolicyException($"{name} is empty.")
            : texts.Find(text => misformed(text) is not null) is { } wrong
                ? throw new PolicyException($"{name}: \"{wrong}\" {misformed(wrong)}, which the twin does not judge.")
                : texts;
    }

    private static JsonElement[] Items(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [element];

    private static string Text(JsonElement element, string name) => element.ValueKind != JsonValueKind.String
        ? throw new PolicyException($"{name} must be a string, not {element.ValueKind}.")
        : element.GetString()! is var text && text.Contains("${", StringComparison.Ordinal)
            ? throw new PolicyException($"{name}: the twin does not judge the policy variable in \"{text}\".")
            : text;
}

/// <summary>The error for a policy that IAM would refuse or that has something the twin does not support.</summary>
internal sealed class PolicyException(string message) : RunFailedException(message);

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
            .Where(statement => statement.Principal!.Matches(servicePrincipal)
                && statement.Covers(action, resource, context))
            .ToList();
        return covering.Count > 0 && covering.TrueForAll(statement => statement.Allows);
    }

    /// <exception cref="PolicyException">The JSON is not a policy, or has an unknown element, condition operator or
    /// policy variable.</exception>
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

/// <summary>Reads IAM's policy grammar strictly: anything unknown is refused by name.</summary>
internal static class PolicyReader
{
    private static readonly string[] Versions = ["2012-10-17", "2008-10-17"];

    public static PolicyDocument Read(JsonElement root)
    {
        ExpectObject(root, "The policy");
        List<PolicyStatement>? statements = null;
        foreach (var property in root.EnumerateObject())
        {
            switch (property.Name)
            {
                case "Version" when Versions.Contains(Text(property.Value, "Version")):
                case "Id":
                    break;
                case "Version":
                    throw new PolicyException(
                        $"The policy's Version is {property.Value}; it must be one of {string.Join(", ", Versions)}.");
                case "Statement":
                    statements = [.. Items(property.Value).Select(Statement)];
                    break;
                default:
                    throw new PolicyException($"The policy's element \"{property.Name}\" is not known.");
            }
        }

        if (statements is not { Count: > 0 })
        {
            throw new PolicyException("The policy has no Statement.");
        }

        var labels = statements.CountBy(statement => statement.Label);
        return labels.Any(label => label.Value > 1)
            ? throw new PolicyException(
                $"The Sid \"{labels.First(label => label.Value > 1).Key}\" is given to two statements of one policy.")
            : new PolicyDocument(statements);
    }

    private static PolicyStatement Statement(JsonElement element, int index)
    {
        var label = $"#{index}";
        ExpectObject(element, $"Statement {label}");
        bool? allows = null;
        PatternSet? actions = null, resources = null;
        PolicyPrincipal? principal = null;
        IReadOnlyList<PolicyCondition> conditions = [];
        foreach (var property in element.EnumerateObject())
        {
            switch (property.Name)
            {
                case "Sid":
                    label = Text(property.Value, "Sid") is { Length: > 0 } sid ? sid : label;
                    break;
                case "Effect":
                    allows = Text(property.Value, "Effect") switch
                    {
                        "Allow" => true,
                        "Deny" => false,
                        var other => throw new PolicyException(
                            $"Statement {label} has the Effect \"{other}\"; it must be Allow or Deny."),
                    };
                    break;
                case "Action" or "NotAction":
                    actions = Patterns(property, actions, label);
                    break;
                case "Resource" or "NotResource":
                    resources = Patterns(property, resources, label);
                    break;
                case "Principal":
                    principal = Principal(property.Value, label);
                    break;
                case "Condition":
                    conditions = [.. Conditions(property.Value, label)];
                    break;
                default:
                    throw new PolicyException($"Statement {label}: the element \"{property.Name}\" is not known.");
            }
        }

        return new PolicyStatement(
            label,
            allows ?? throw new PolicyException($"Statement {label} has no Effect."),
            actions ?? throw new PolicyException($"Statement {label} has neither Action nor NotAction."),
            resources,
            principal,
            conditions);
    }

    private static PatternSet Patterns(JsonProperty property, PatternSet? before, string label)
    {
        if (before is not null)
        {
            throw new PolicyException($"Statement {label}: {property.Name} comes on top of another one like it.");
        }

        var patterns = Texts(property.Value, property.Name);
        return patterns.Count > 0
            ? new PatternSet(patterns, property.Name.StartsWith("Not", StringComparison.Ordinal))
            : throw new PolicyException($"Statement {label}: {property.Name} is empty.");
    }

    private static PolicyPrincipal Principal(JsonElement element, string label)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return element.GetString() == "*"
                ? new PolicyPrincipal(true, [], [])
                : throw new PolicyException($"Statement {label}: a Principal that is a string can only be \"*\".");
        }

        ExpectObject(element, $"Statement {label}: Principal");
        IReadOnlyList<string> aws = [], services = [];
        foreach (var property in element.EnumerateObject())
        {
            switch (property.Name)
            {
                case "AWS":
                    aws = Texts(property.Value, "AWS");
                    break;
                case "Service":
                    services = Texts(property.Value, "Service");
                    break;
                default:
                    throw new PolicyException($"Statement {label}: the Principal \"{property.Name}\" is not known.");
            }
        }

        return new PolicyPrincipal(aws.Contains("*"), aws, services);
    }

    private static IEnumerable<PolicyCondition> Conditions(JsonElement element, string label)
    {
        ExpectObject(element, $"Statement {label}: Condition");
        foreach (var operation in element.EnumerateObject())
        {
            var parsed = ConditionOperator.Parse(operation.Name);
            ExpectObject(operation.Value, $"Statement {label}: {operation.Name}");
            foreach (var key in operation.Value.EnumerateObject())
            {
                yield return new PolicyCondition(parsed, key.Name, Texts(key.Value, key.Name));
            }
        }
    }

    private static List<string> Texts(JsonElement element, string name) =>
        [.. Items(element).Select(item => Text(item, name))];

    private static JsonElement[] Items(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [element];

    private static string Text(JsonElement element, string name)
    {
        // IAM accepts booleans and numbers without quotes in conditions, as texts.
        var text = element.ValueKind switch
        {
            JsonValueKind.String => element.GetString()!,
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => element.GetRawText(),
            _ => throw new PolicyException($"{name} must be a string or a list of strings, not {element.ValueKind}."),
        };
        return text.Contains("${", StringComparison.Ordinal)
            ? throw new PolicyException($"{name}: the policy variable in \"{text}\" is not known to the twin.")
            : text;
    }

    private static void ExpectObject(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new PolicyException($"{name} must be a JSON object, not {element.ValueKind}.");
        }
    }
}

/// <summary>The error for a policy that IAM would refuse or that has something the twin does not support.</summary>
internal sealed class PolicyException(string message) : RunFailedException(message);

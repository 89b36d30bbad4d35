namespace Twin.Aws.Ssm;

/// <summary>The operations GetParameter, GetParameters and PutParameter.</summary>
internal sealed class ParameterOperations(ParameterServerOptions options)
{
    private const int MaxNames = 10;

    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    private static readonly Dictionary<string, string[]> Members = new()
    {
        ["GetParameter"] = ["Name", "WithDecryption"],
        ["GetParameters"] = ["Names", "WithDecryption"],
        ["PutParameter"] = ["Name", "Value", "Type", "Overwrite", "Description", "Tier", "KeyId"],
    };

    public JsonObject Answer(Caller caller, string operation, JsonElement request)
    {
        if (!Members.TryGetValue(operation, out var members))
        {
            throw ParameterException.NotImplemented($"the operation {operation}");
        }

        if (request.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !members.Contains(name))
            is { } unknown)
        {
            throw ParameterException.NotImplemented($"{operation} with {unknown}");
        }

        return operation switch
        {
            "GetParameter" => Get(caller, request),
            "GetParameters" => GetSeveral(caller, request),
            _ => Put(caller, request),
        };
    }

    private JsonObject Get(Caller caller, JsonElement request)
    {
        var name = Text(request, "Name");
        Authorize(caller, "ssm:GetParameter", name);
        var parameter = Find(name) ?? throw new ParameterException("ParameterNotFound", null);
        return new JsonObject { ["Parameter"] = Describe(caller, parameter, Flag(request, "WithDecryption")) };
    }

    private JsonObject GetSeveral(Caller caller, JsonElement request)
    {
        var names = request.TryGetProperty("Names", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(name => name.GetString()!).ToList()
            : throw ParameterException.Validation("Value null at 'names' failed to satisfy constraint: not null");
        if (names.Count is 0 or > MaxNames)
        {
            throw ParameterException.Validation(
                $"Member at 'names' must have length between 1 and {MaxNames}; it has {names.Count}.");
        }

        foreach (var name in names)
        {
            Authorize(caller, "ssm:GetParameters", name);
        }

        var found = names.Select(Find).OfType<Parameter>();
        var missing = names.Where(name => Find(name) is null).Select(name => (JsonNode)name);
        return new JsonObject
        {
            ["Parameters"] = new JsonArray(
                [.. found.Select(parameter => Describe(caller, parameter, Flag(request, "WithDecryption")))]),
            ["InvalidParameters"] = new JsonArray([.. missing]),
        };
    }

    private JsonObject Put(Caller caller, JsonElement request)
    {
        var name = Text(request, "Name");
        Authorize(
            caller,
            "ssm:PutParameter",
            name,
            new RequestContext().With("ssm:Overwrite", Flag(request, "Overwrite") ? "true" : "false"));
        if (OptionalText(request, "Tier") is not (null or "Standard"))
        {
            throw ParameterException.NotImplemented($"PutParameter with the Tier {OptionalText(request, "Tier")}");
        }

        var value = Text(request, "Value");
        var before = options.Store.Find(name);
        var type = OptionalText(request, "Type") ?? before?.Type
            ?? throw ParameterException.Validation("A parameter type is required when you create a parameter.");
        if (!Parameter.Types.Contains(type))
        {
            throw ParameterException.Validation(
                $"Value '{type}' at 'type' failed to satisfy constraint: Member must satisfy enum value set: "
                + $"[{string.Join(", ", Parameter.Types)}]");
        }

        var key = KeyOf(request, type);
        if (key is not null)
        {
            UseKey(caller, "kms:Encrypt", key);
        }

        if (Flag(request, "Overwrite"))
        {
            var version = options.Store.Put(name, type, value, key).Version;
            return new JsonObject { ["Version"] = version, ["Tier"] = "Standard" };
        }

        return options.Store.TryAdd(name, type, value, key)
            ? new JsonObject { ["Version"] = 1, ["Tier"] = "Standard" }
            : throw new ParameterException(
                "ParameterAlreadyExists",
                "The parameter already exists. To overwrite this value, set the overwrite option in the request to "
                + "true.");
    }

    private static string? KeyOf(JsonElement request, string type)
    {
        var key = OptionalText(request, "KeyId");
        return type == Parameter.SecureString
            ? key ?? Parameter.DefaultKey
            : key is null
                ? null
                : throw ParameterException.Validation("KeyId is a valid input only for the type SecureString.");
    }

    private void UseKey(Caller caller, string action, string key)
    {
        try
        {
            options.Keys.Use(caller, key, new KeyUse(action, "ssm"));
        }
        catch (KeyException refused)
        {
            throw new ParameterException(
                refused.Type == KeyException.AccessDenied ? refused.Type : "InvalidKeyId", refused.Message);
        }
    }

    // A parameter can also be requested by its ARN.
    private Parameter? Find(string name) =>
        name.StartsWith("arn:", StringComparison.Ordinal)
            ? options.Store.Find(NameInArn(name)) ?? options.Store.Find("/" + NameInArn(name))
            : options.Store.Find(name);

    private static string NameInArn(string arn)
    {
        const string Kind = ":parameter/";
        var at = arn.IndexOf(Kind, StringComparison.Ordinal);
        return at < 0 ? arn : arn[(at + Kind.Length)..];
    }

    private void Authorize(Caller caller, string action, string name, RequestContext? context = null)
    {
        var arn = name.StartsWith("arn:", StringComparison.Ordinal) ? name : options.ArnOf(name);
        var decision = options.Access.Authorize(caller, action, arn, context);
        if (!decision.IsAllowed)
        {
            throw new ParameterException("AccessDeniedException", decision.Message);
        }
    }

    private JsonObject Describe(Caller caller, Parameter parameter, bool decrypt)
    {
        var isEncrypted = parameter.Type == Parameter.SecureString;
        if (isEncrypted && decrypt)
        {
            UseKey(caller, "kms:Decrypt", parameter.KeyId);
        }

        return new JsonObject
        {
            ["Name"] = parameter.Name,
            ["Type"] = parameter.Type,
            ["Value"] = isEncrypted && !decrypt ? Encrypt(parameter) : parameter.Value,
            ["Version"] = parameter.Version,
            ["LastModifiedDate"] = parameter.LastModified.ToUnixTimeMilliseconds() / 1000d,
            ["ARN"] = options.ArnOf(parameter.Name),
            ["DataType"] = "text",
        };
    }

    // The text looks like KMS's ciphertext and cannot be decrypted, so that a forgotten WithDecryption is noticed.
    private static string Encrypt(Parameter parameter) =>
        "AQICAHh" + Convert.ToBase64String(HMACSHA512.HashData(
            Key, Encoding.UTF8.GetBytes(parameter.Name)));

    private static string Text(JsonElement request, string member) =>
        OptionalText(request, member)
        ?? throw ParameterException.Validation(
            $"Value null at '{char.ToLowerInvariant(member[0])}{member[1..]}' failed to satisfy constraint: "
            + "Member must not be null");

    private static string? OptionalText(JsonElement request, string member) =>
        request.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static bool Flag(JsonElement request, string member) =>
        request.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.True;
}

namespace Pulumi;

/// <summary>How the engine treats a resource that a provider makes.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    private List<string>? _additionalSecretOutputs;

    public bool? DeleteBeforeReplace { get; set; }

    /// <summary>
    /// Outputs that the engine makes secret. Only the engine does: in a test they are as secret as the mock's state.
    /// </summary>
    public List<string> AdditionalSecretOutputs
    {
        get => _additionalSecretOutputs ??= [];
        set => _additionalSecretOutputs = value;
    }

    public string? ImportId { get; set; }

    /// <summary>Both options: single values from the second where it has them, lists one after the other.</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = options1?.Copy() ?? new CustomResourceOptions();
        var second = options2?.Copy() ?? new CustomResourceOptions();
        merged.Merge(second);
        merged.DeleteBeforeReplace = second.DeleteBeforeReplace ?? merged.DeleteBeforeReplace;
        merged.AdditionalSecretOutputs.AddRange(second.AdditionalSecretOutputs);
        merged.ImportId = second.ImportId ?? merged.ImportId;
        return merged;
    }

    internal override ResourceOptions Clone() => Copy();

    private CustomResourceOptions Copy()
    {
        var copy = new CustomResourceOptions
        {
            DeleteBeforeReplace = DeleteBeforeReplace,
            AdditionalSecretOutputs = [.. AdditionalSecretOutputs],
            ImportId = ImportId,
        };
        copy.CopyFrom(this);
        return copy;
    }
}

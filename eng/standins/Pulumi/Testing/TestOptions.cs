namespace Pulumi.Testing;

/// <summary>The options of a test's deployment.</summary>
public class TestOptions
{
    /// <summary>The project's name; the default is "project".</summary>
    public string? ProjectName { get; set; }

    /// <summary>The stack's name; the default is "stack".</summary>
    public string? StackName { get; set; }

    /// <summary>True, the default, for a preview: outputs that the mock does not return are then unknown, otherwise
    /// null.</summary>
    public bool? IsPreview { get; set; }
}

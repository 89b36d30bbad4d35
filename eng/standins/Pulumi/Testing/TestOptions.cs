namespace Pulumi.Testing;

/// <summary>What a test says about its deployment.</summary>
public class TestOptions
{
    /// <summary>"project" unless set.</summary>
    public string? ProjectName { get; set; }

    /// <summary>"stack" unless set.</summary>
    public string? StackName { get; set; }

    /// <summary>True unless set: outputs that the mock does not give are then unknown, else null.</summary>
    public bool? IsPreview { get; set; }
}

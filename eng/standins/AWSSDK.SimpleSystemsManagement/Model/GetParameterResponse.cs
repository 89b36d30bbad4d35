using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>The parameter.</summary>
public partial class GetParameterResponse : AmazonWebServiceResponse
{
    /// <summary>The parameter.</summary>
    public Parameter Parameter { get; set; }
}

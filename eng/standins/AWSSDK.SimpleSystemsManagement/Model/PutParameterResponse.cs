using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>The answer to a parameter that was put.</summary>
public partial class PutParameterResponse : AmazonWebServiceResponse
{
}
